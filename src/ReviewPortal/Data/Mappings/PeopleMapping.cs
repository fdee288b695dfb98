using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReviewPortal.Data.Mappings;

sealed class PortalUserMapping : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> user)
    {
        user.ToTable("Users");
        user.Property(u => u.DisplayName).HasMaxLength(100);
        user.Property(u => u.JobTitle).HasMaxLength(100);
        user.Ignore(u => u.Key);
        user.HasMany(u => u.Grants).WithOne().HasForeignKey(grant => grant.UserId);
        user.HasIndex(u => u.OrganizationId);
    }
}

sealed class RoleGrantMapping : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> grant) => grant.HasKey(g => new { g.UserId, g.Role });
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
    }
}
