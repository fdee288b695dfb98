using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Data.Mappings;

sealed class ExpertInvitationMapping : IEntityTypeConfiguration<ExpertInvitation>
{
    public void Configure(EntityTypeBuilder<ExpertInvitation> expert)
    {
        expert.ToTable("ExpertInvitations");
        expert.Property(e => e.Id).ValueGeneratedNever();
        expert.Property(e => e.Name).HasMaxLength(100);
        expert.Property(e => e.Email).HasMaxLength(254);
        expert.Property(e => e.InvitedByName).HasMaxLength(100);
        expert.Property(e => e.LinkHash).HasMaxLength(64);
        expert.Property(e => e.BrowserHash).HasMaxLength(64);
        expert.Ignore(e => e.Person);
        expert.HasIndex(e => e.LinkHash);
        expert.HasIndex(e => e.BrowserHash);
    }
}

sealed class CorrectionTextMapping : IEntityTypeConfiguration<CorrectionText>
{
    public void Configure(EntityTypeBuilder<CorrectionText> text)
    {
        text.ToTable("CorrectionTexts");
        text.Property(t => t.Id).ValueGeneratedNever();
        text.Property(t => t.Version).IsConcurrencyToken();
        text.Property(t => t.Rule).HasMaxLength(40);
        text.Property(t => t.ChangedByName).HasMaxLength(100);
        text.HasIndex(t => t.Rule).IsUnique();
    }
}

sealed class RefusalMapping : IEntityTypeConfiguration<Refusal>
{
    public void Configure(EntityTypeBuilder<Refusal> refusal)
    {
        refusal.ToTable("Refusals");
        refusal.Property(r => r.Id).ValueGeneratedNever();
        refusal.Property(r => r.ByName).HasMaxLength(100);
        refusal.Property(r => r.Action).HasMaxLength(40);
        refusal.Property(r => r.Code).HasMaxLength(40);
        refusal.HasIndex(r => new { r.Application, r.At });
    }
}
