using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Data.Mappings;

sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> file)
    {
        file.ToTable("Attachments");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Item).HasMaxLength(60);
        file.Property(f => f.Name).HasMaxLength(FileName.MaxLength);
        // No foreign key to the content: a redacted file keeps its digest, and its content goes.
        file.Property(f => f.Digest).HasMaxLength(64);
        file.Property(f => f.AddedByName).HasMaxLength(100);
        file.OwnsOne(f => f.Redaction, redaction => redaction.Property(r => r.ByName).HasMaxLength(100));
        file.HasIndex(f => f.Digest);
    }
}

sealed class TalkFileMapping : IEntityTypeConfiguration<TalkFile>
{
    public void Configure(EntityTypeBuilder<TalkFile> file)
    {
        file.ToTable("TalkFiles");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Name).HasMaxLength(FileName.MaxLength);
        file.Property(f => f.Digest).HasMaxLength(64);
        file.Property(f => f.AddedByName).HasMaxLength(100);
        // Sent once: of two windows that send the same file, or a sweep that takes it away in this moment, the first one stands.
        file.Property(f => f.SentAt).IsConcurrencyToken();
        file.OwnsOne(f => f.Redaction, redaction => redaction.Property(r => r.ByName).HasMaxLength(100));
        file.HasOne<Application>().WithMany().HasForeignKey(f => f.Application).OnDelete(DeleteBehavior.Cascade);
        file.HasIndex(f => f.Digest);
    }
}

sealed class ContentMapping : IEntityTypeConfiguration<Content>
{
    public void Configure(EntityTypeBuilder<Content> content)
    {
        content.ToTable("Contents");
        content.HasKey(c => c.Digest);
        content.Property(c => c.Digest).HasMaxLength(64);
        content.Property(c => c.Found).HasMaxLength(200);
        content.HasIndex(c => new { c.Scan, c.ScanDue });
        content.HasMany<ContentChunk>().WithOne().HasForeignKey(chunk => chunk.Digest).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class ContentChunkMapping : IEntityTypeConfiguration<ContentChunk>
{
    public void Configure(EntityTypeBuilder<ContentChunk> chunk)
    {
        chunk.ToTable("ContentChunks");
        chunk.HasKey(c => new { c.Digest, c.Index });
        chunk.Property(c => c.Digest).HasMaxLength(64);
    }
}

sealed class FileReadMapping : IEntityTypeConfiguration<FileRead>
{
    public void Configure(EntityTypeBuilder<FileRead> read)
    {
        read.ToTable("FileReads");
        read.Property(r => r.Id).ValueGeneratedNever();
        read.Property(r => r.ByName).HasMaxLength(100);
        read.HasIndex(r => new { r.Application, r.At });
    }
}
