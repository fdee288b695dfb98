using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Mappings;

sealed class OrganizationMapping : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("Organizations");
        organization.Property(o => o.Id).ValueGeneratedNever();
        organization.Property(o => o.Version).IsConcurrencyToken();
        organization.Property(o => o.Name).HasMaxLength(Organization.NameLimit);
        organization.Property(o => o.SearchKey).HasMaxLength(Organization.NameLimit * 2);
        organization.HasIndex(o => o.CorporateNumber).IsUnique();
    }
}

sealed class ServiceMapping : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> service)
    {
        service.ToTable("Services");
        service.Property(s => s.Id).ValueGeneratedNever();
        service.Property(s => s.Version).IsConcurrencyToken();
        service.Property(s => s.Name).HasMaxLength(Service.NameLimit);
        service.Property(s => s.SearchKey).HasMaxLength(Service.NameLimit * 2);
        service.HasOne<Organization>().WithMany().HasForeignKey(s => s.Organization).OnDelete(DeleteBehavior.Restrict);
    }
}
