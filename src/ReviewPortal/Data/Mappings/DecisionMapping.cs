using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Data.Mappings;

sealed class RecommendationDraftMapping : IEntityTypeConfiguration<RecommendationDraft>
{
    public void Configure(EntityTypeBuilder<RecommendationDraft> draft)
    {
        draft.ToTable("RecommendationDrafts");
        draft.HasKey(d => d.Application);
        draft.Property(d => d.Application).ValueGeneratedNever();
        draft.Property(d => d.Revision).IsConcurrencyToken();
        draft.Property(d => d.ByName).HasMaxLength(100);
        draft.HasOne<Application>().WithOne().HasForeignKey<RecommendationDraft>(d => d.Application).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class ConditionTemplateMapping : IEntityTypeConfiguration<ConditionTemplate>
{
    public void Configure(EntityTypeBuilder<ConditionTemplate> template)
    {
        template.ToTable("ConditionTemplates");
        template.Property(t => t.Id).ValueGeneratedNever();
        template.Property(t => t.Version).IsConcurrencyToken();
        template.Property(t => t.Wording).AsJson();
        template.Property(t => t.ChangedByName).HasMaxLength(100);
    }
}
