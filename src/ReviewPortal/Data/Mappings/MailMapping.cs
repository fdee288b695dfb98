using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReviewPortal.Data.Mappings;

sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("Outbox");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Key).HasMaxLength(200);
        mail.Property(m => m.Address).HasMaxLength(254);
        mail.Property(m => m.Language).HasMaxLength(2);
        mail.Property(m => m.Fault).HasMaxLength(500);
        mail.Property(m => m.Data).AsJson();
        mail.HasIndex(m => m.Key).IsUnique();
        mail.HasIndex(m => new { m.State, m.DueAt });
        mail.HasIndex(m => m.CreatedAt);
    }
}

sealed class MailPreferenceMapping : IEntityTypeConfiguration<MailPreference>
{
    public void Configure(EntityTypeBuilder<MailPreference> preference)
    {
        preference.ToTable("MailPreferences");
        preference.HasKey(p => new { p.UserId, p.Kind });
        preference.HasOne<PortalUser>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class DoneOnceMapping : IEntityTypeConfiguration<DoneOnce>
{
    public void Configure(EntityTypeBuilder<DoneOnce> done)
    {
        done.ToTable("DoneOnce");
        done.HasKey(d => d.Key);
        done.Property(d => d.Key).HasMaxLength(120);
    }
}
