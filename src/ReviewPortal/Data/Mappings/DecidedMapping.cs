using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Data.Mappings;

sealed class DecidedPlanMapping : IEntityTypeConfiguration<DecidedPlan>
{
    public void Configure(EntityTypeBuilder<DecidedPlan> decided)
    {
        decided.ToTable("DecidedPlans");
        decided.HasKey(d => d.Application);
        decided.Property(d => d.Application).ValueGeneratedNever();
        decided.Property(d => d.Features).HasMaxLength(32).IsFixedLength().IsUnicode(false);
        decided.Property(d => d.WholeFeatures).HasMaxLength(32).IsFixedLength().IsUnicode(false);
        decided.HasOne<Application>().WithOne().HasForeignKey<DecidedPlan>(d => d.Application).OnDelete(DeleteBehavior.Cascade);
        // Which features there are at all is read from the index alone; so are the newest plans of one.
        decided.HasIndex(d => new { d.Features, d.IssuedOn });
        decided.HasIndex(d => new { d.WholeFeatures, d.IssuedOn });
        decided.HasIndex(d => d.IssuedOn);
    }
}
