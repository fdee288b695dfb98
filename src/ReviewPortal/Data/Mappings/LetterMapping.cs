using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;

namespace ReviewPortal.Data.Mappings;

sealed class LetterTemplateMapping : IEntityTypeConfiguration<LetterTemplate>
{
    public void Configure(EntityTypeBuilder<LetterTemplate> template)
    {
        template.ToTable("LetterTemplates");
        template.Property(t => t.Id).ValueGeneratedNever();
        template.Property(t => t.Version).IsConcurrencyToken();
        template.Property(t => t.Published).AsJson();
        template.Property(t => t.Draft).AsJson();
        template.Ignore(t => t.InForce);
        template.Property(t => t.ChangedByName).HasMaxLength(100);
        template.HasIndex(t => t.Kind).IsUnique();
    }
}

sealed class LegalCharacterMapping : IEntityTypeConfiguration<LegalCharacter>
{
    public void Configure(EntityTypeBuilder<LegalCharacter> character)
    {
        character.ToTable("LegalCharacter");
        character.Property(c => c.Id).ValueGeneratedNever();
        character.Property(c => c.Version).IsConcurrencyToken();
        character.Property(c => c.SignedByName).HasMaxLength(100);
    }
}

sealed class IssuedLetterMapping : IEntityTypeConfiguration<IssuedLetter>
{
    public void Configure(EntityTypeBuilder<IssuedLetter> letter)
    {
        letter.ToTable("IssuedLetters");
        letter.Property(l => l.Id).ValueGeneratedNever();
        letter.Property(l => l.Version).IsConcurrencyToken();
        letter.Property(l => l.Number).HasMaxLength(60);
        letter.Property(l => l.Data).AsJson();
        letter.Property(l => l.Letter).AsJson();
        letter.Property(l => l.Digest).HasMaxLength(64);
        letter.HasOne<Application>().WithMany().HasForeignKey(l => l.Application).OnDelete(DeleteBehavior.Cascade);
        letter.HasIndex(l => new { l.Application, l.IssuedAt });
    }
}

sealed class LetterFileMapping : IEntityTypeConfiguration<LetterFile>
{
    public void Configure(EntityTypeBuilder<LetterFile> file)
    {
        file.ToTable("LetterFiles");
        file.HasKey(f => f.Letter);
        file.Property(f => f.Letter).ValueGeneratedNever();
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.HasOne<IssuedLetter>().WithOne().HasForeignKey<LetterFile>(f => f.Letter).OnDelete(DeleteBehavior.Cascade);
    }
}
