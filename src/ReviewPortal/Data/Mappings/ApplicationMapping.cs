using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Mappings;

sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.ToTable("Applications");
        application.Property(a => a.Id).ValueGeneratedNever();
        application.Property(a => a.Version).IsConcurrencyToken();
        application.Property(a => a.DraftRevision).IsConcurrencyToken();
        application.Property(a => a.Number).HasMaxLength(20);
        application.Property(a => a.ServiceName).HasMaxLength(200);
        application.Property(a => a.SearchKey).HasMaxLength(240);
        application.Property(a => a.Edits).AsJson();
        application.Property(a => a.AssignedName).HasMaxLength(100);
        application.Property(a => a.HeldByName).HasMaxLength(100);
        application.HasOne<Organization>().WithMany().HasForeignKey(a => a.Organization).OnDelete(DeleteBehavior.Restrict);
        application.HasIndex(a => a.Number).IsUnique();
        application.HasIndex(a => a.CopiedFrom);
        application.HasIndex(a => new { a.State, a.ChangedAt });
        // What waits to be read, among what has not ended.
        application.HasIndex(a => new { a.EndedAt, a.ChangedAt });
        application.OwnsOne(a => a.FormCheck);
        application.OwnsOne(a => a.SubstanceReview);
        application.Property(a => a.Judgements).AsJson();
        application.Property(a => a.LeadOnly).AsJson();
        application.Property(a => a.Conflicts).AsJson();
        application.Property(a => a.PeriodExtensions).AsJson();
        application.Property(a => a.EarlierRecommendations).AsJson();
        application.Ignore(a => a.OpenPeriodExtension);
        application.Ignore(a => a.AgreedDays);
        application.OwnsOne(a => a.Recommendation, recommendation => recommendation.Property(r => r.Proposal).AsJson());
        application.OwnsOne(a => a.Decision);
        application.OwnsOne(
            a => a.Notice,
            notice =>
            {
                notice.Property(n => n.DocumentNumber).HasMaxLength(60);
                notice.HasIndex(n => n.DocumentNumber).IsUnique();
                notice.Property(n => n.Letter).AsJson();
            }
        );
        application.HasMany(a => a.Versions).WithOne().HasForeignKey("ApplicationId").OnDelete(DeleteBehavior.Cascade);
        application.HasMany(a => a.Corrections).WithOne().HasForeignKey("ApplicationId").OnDelete(DeleteBehavior.Cascade);
        application.HasMany(a => a.Inquiries).WithOne().HasForeignKey("ApplicationId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        // Required, so that a file that leaves its application is gone and not merely alone.
        application.HasMany(a => a.Attachments).WithOne().HasForeignKey("ApplicationId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        application.HasMany(a => a.Experts).WithOne().HasForeignKey("ApplicationId").OnDelete(DeleteBehavior.Cascade);
        application.HasMany(a => a.Consultations).WithOne().HasForeignKey("ApplicationId").OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class PlanVersionMapping : IEntityTypeConfiguration<PlanVersion>
{
    public void Configure(EntityTypeBuilder<PlanVersion> version)
    {
        version.ToTable("PlanVersions");
        version.Property<ApplicationId>("ApplicationId");
        version.HasKey("ApplicationId", nameof(PlanVersion.Number));
        version.Property(v => v.Number).ValueGeneratedNever();
        version.Property(v => v.Digest).HasMaxLength(64);
        version.Property(v => v.Seal).HasMaxLength(64);
        version.Property(v => v.Terms).HasMaxLength(60);
        version.Property(v => v.Files).AsJson();
        version.Property(v => v.RuleSetId).HasMaxLength(60);
        version.Property(v => v.SubmittedByName).HasMaxLength(100);
    }
}

sealed class CorrectionRequestMapping : IEntityTypeConfiguration<CorrectionRequest>
{
    public void Configure(EntityTypeBuilder<CorrectionRequest> correction)
    {
        correction.ToTable("CorrectionRequests");
        correction.Property(c => c.Id).ValueGeneratedNever();
        correction.Property(c => c.Items).AsJson();
        correction.Property(c => c.Extensions).AsJson();
        correction.Ignore(c => c.OpenExtension);
        correction.Property(c => c.RequestedByName).HasMaxLength(100);
    }
}

sealed class ConsultationMapping : IEntityTypeConfiguration<Consultation>
{
    public void Configure(EntityTypeBuilder<Consultation> consultation)
    {
        consultation.ToTable("Consultations");
        consultation.Property(c => c.Id).ValueGeneratedNever();
        consultation.Property(c => c.Conditions).AsJson();
        consultation.Property(c => c.AskedByName).HasMaxLength(100);
        consultation.Property(c => c.AnsweredByName).HasMaxLength(100);
        consultation.HasIndex(c => new { c.Ministry, c.ClosedAt });
    }
}

sealed class NumberSeriesMapping : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> series)
    {
        series.HasKey(s => s.Key);
        series.Property(s => s.Key).HasMaxLength(60);
        series.Property(s => s.Last).IsConcurrencyToken();
    }
}
