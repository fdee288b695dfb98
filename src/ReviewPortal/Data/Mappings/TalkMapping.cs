using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Data.Mappings;

sealed class InquiryMapping : IEntityTypeConfiguration<Inquiry>
{
    public void Configure(EntityTypeBuilder<Inquiry> inquiry)
    {
        inquiry.ToTable("Inquiries");
        inquiry.Property(i => i.Id).ValueGeneratedNever();
        inquiry.Property(i => i.AskedByName).HasMaxLength(100);
        inquiry.Property(i => i.AnsweredByName).HasMaxLength(100);
    }
}

sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("Messages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Version).IsConcurrencyToken();
        message.Property(m => m.Text).HasMaxLength(Message.TextMaxLength);
        message.Property(m => m.ByName).HasMaxLength(100);
        message.HasOne<Application>().WithMany().HasForeignKey(m => m.Application).OnDelete(DeleteBehavior.Cascade);
        message.HasIndex(m => new { m.Application, m.At });
    }
}

sealed class InternalNoteMapping : IEntityTypeConfiguration<InternalNote>
{
    public void Configure(EntityTypeBuilder<InternalNote> note)
    {
        note.ToTable("InternalNotes");
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.Version).IsConcurrencyToken();
        note.Property(n => n.Text).HasMaxLength(Message.TextMaxLength);
        note.Property(n => n.ByName).HasMaxLength(100);
        note.HasOne<Application>().WithMany().HasForeignKey(n => n.Application).OnDelete(DeleteBehavior.Cascade);
        note.HasIndex(n => new { n.Application, n.At });
        note.OwnsMany(
            n => n.Mentions,
            mention =>
            {
                mention.ToTable("NoteMentions");
                mention.WithOwner().HasForeignKey("NoteId");
                mention.HasKey("NoteId", nameof(Mention.Person));
                mention.HasIndex(m => m.Person);
            }
        );
    }
}

sealed class ReadingMarkMapping : IEntityTypeConfiguration<ReadingMark>
{
    public void Configure(EntityTypeBuilder<ReadingMark> mark)
    {
        mark.ToTable("ReadingMarks");
        mark.HasKey(m => new { m.Application, m.Reader });
        mark.HasOne<Application>().WithMany().HasForeignKey(m => m.Application).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class OwnTextMapping : IEntityTypeConfiguration<OwnText>
{
    public void Configure(EntityTypeBuilder<OwnText> text)
    {
        text.ToTable("OwnTexts");
        text.HasKey(t => new
        {
            t.Application,
            t.Person,
            t.Place,
            t.About,
        });
        text.HasOne<Application>().WithMany().HasForeignKey(t => t.Application).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class TextBlockMapping : IEntityTypeConfiguration<TextBlock>
{
    public void Configure(EntityTypeBuilder<TextBlock> block)
    {
        block.ToTable("TextBlocks");
        block.Property(b => b.Id).ValueGeneratedNever();
        block.Property(b => b.Version).IsConcurrencyToken();
        block.Property(b => b.Title).HasMaxLength(TextBlock.TitleMaxLength);
        block.Property(b => b.Text).HasMaxLength(Message.TextMaxLength);
        block.Property(b => b.ChangedByName).HasMaxLength(100);
    }
}
