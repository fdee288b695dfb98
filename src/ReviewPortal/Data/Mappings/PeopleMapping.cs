using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Mappings;

sealed class PortalUserMapping : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> user)
    {
        user.ToTable("Users");
        user.Property(u => u.DisplayName).HasMaxLength(100);
        user.Property(u => u.JobTitle).HasMaxLength(100);
        user.Ignore(u => u.Key);
        user.Property(u => u.Language).HasMaxLength(2).HasDefaultValue("ja");
        user.HasMany(u => u.Guest).WithOne().HasForeignKey(grant => grant.UserId);
        user.HasMany(u => u.Grants).WithOne().HasForeignKey(grant => grant.UserId);
        user.HasIndex(u => u.OrganizationId);
    }
}

sealed class RoleGrantMapping : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> grant) => grant.HasKey(g => new { g.UserId, g.Role });
}

sealed class ApplicationGrantMapping : IEntityTypeConfiguration<ApplicationGrant>
{
    public void Configure(EntityTypeBuilder<ApplicationGrant> grant)
    {
        grant.HasKey(g => new { g.UserId, g.Application });
        grant.HasOne<Application>().WithMany().HasForeignKey(g => g.Application).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("Invitations");
        invitation.Property(i => i.Id).ValueGeneratedNever();
        invitation.Property(i => i.Version).IsConcurrencyToken();
        invitation.Property(i => i.Email).HasMaxLength(Invitation.AddressLimit);
        invitation.Property(i => i.InvitedByName).HasMaxLength(100);
        invitation.HasOne<Organization>().WithMany().HasForeignKey(i => i.Organization).OnDelete(DeleteBehavior.Restrict);
        invitation.HasIndex(i => new { i.Organization, i.State });
    }
}

sealed class InvitationTokenMapping : IEntityTypeConfiguration<InvitationToken>
{
    public void Configure(EntityTypeBuilder<InvitationToken> token)
    {
        token.HasKey(t => t.Hash);
        token.Property(t => t.Hash).HasMaxLength(64);
        token.HasOne<Invitation>().WithMany().HasForeignKey(t => t.Invitation).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class StandingMapping : IEntityTypeConfiguration<Standing>
{
    public void Configure(EntityTypeBuilder<Standing> standing)
    {
        standing.ToTable("Standings");
        standing.Property(s => s.Id).ValueGeneratedNever();
        standing.Property(s => s.Version).IsConcurrencyToken();
    }
}

sealed class EventRowMapping : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> row)
    {
        row.ToTable("Events");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Kind).HasMaxLength(60);
        row.Property(r => r.ByName).HasMaxLength(100);
        row.HasIndex(r => new { r.Stream, r.Sequence }).IsUnique();
        row.HasIndex(r => r.At);
        row.HasIndex(r => new { r.By, r.At });
    }
}
