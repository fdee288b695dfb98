using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Data.Mappings;

sealed class PortalRuleSetMapping : IEntityTypeConfiguration<PortalRuleSet>
{
    public void Configure(EntityTypeBuilder<PortalRuleSet> set)
    {
        set.ToTable("RuleSets");
        set.Property(s => s.Id).ValueGeneratedNever();
        set.Property(s => s.Version).IsConcurrencyToken();
        set.Property(s => s.Origin).HasMaxLength(80);
        set.Property(s => s.OriginDigest).HasMaxLength(64);
        set.Property(s => s.SetId).HasMaxLength(60);
        set.Property(s => s.Title).AsJson();
        set.Property(s => s.Digest).HasMaxLength(64);
        set.Property(s => s.Drafters).AsJson();
        set.Property(s => s.PublishedAs).HasMaxLength(80);
        set.Property(s => s.PublishedByName).HasMaxLength(100);
        set.HasIndex(s => s.PublishedAs).IsUnique();
    }
}

sealed class RuleSetRunMapping : IEntityTypeConfiguration<RuleSetRun>
{
    public void Configure(EntityTypeBuilder<RuleSetRun> run)
    {
        run.ToTable("RuleSetRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Digest).HasMaxLength(64);
        run.Property(r => r.ByName).HasMaxLength(100);
        run.HasOne<PortalRuleSet>().WithMany().HasForeignKey(r => r.RuleSet).OnDelete(DeleteBehavior.Cascade);
        run.HasIndex(r => new
        {
            r.RuleSet,
            r.Kind,
            r.StartedAt,
        });
    }
}

sealed class ImpactRowMapping : IEntityTypeConfiguration<ImpactRow>
{
    public void Configure(EntityTypeBuilder<ImpactRow> row)
    {
        row.ToTable("ImpactRows");
        row.HasKey(r => new { r.Run, r.Place });
        row.Property(r => r.Place).ValueGeneratedNever();
        row.Property(r => r.Number).HasMaxLength(20);
        row.Property(r => r.ServiceName).HasMaxLength(200);
        row.HasOne<RuleSetRun>().WithMany().HasForeignKey(r => r.Run).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class StoredAssessmentMapping : IEntityTypeConfiguration<StoredAssessment>
{
    public void Configure(EntityTypeBuilder<StoredAssessment> assessment)
    {
        assessment.ToTable("Assessments");
        assessment.Property(a => a.Id).ValueGeneratedNever();
        assessment.Property(a => a.RuleSetId).HasMaxLength(60);
        assessment.Property(a => a.RuleSetDigest).HasMaxLength(64);
        assessment.Property(a => a.MadeByName).HasMaxLength(100);
        assessment.Property(a => a.Whole).HasConversion(new Packed(), new ValueComparer<Assessment>((a, b) => a == b, a => 0, a => a));
        assessment.HasOne<Application>().WithMany().HasForeignKey(a => a.Application).OnDelete(DeleteBehavior.Cascade);
        assessment.HasIndex(a => new { a.Application, a.PlanVersion });
    }

    /// <summary>An assessment says much, and much of it again and again: packed it is a tenth.</summary>
    sealed class Packed() : ValueConverter<Assessment, byte[]>(assessment => Pack(assessment), bytes => Unpack(bytes))
    {
        static byte[] Pack(Assessment assessment)
        {
            using MemoryStream packed = new();
            using (BrotliStream brotli = new(packed, CompressionLevel.Fastest))
            {
                JsonSerializer.Serialize(brotli, assessment, JsonValue.Options);
            }

            return packed.ToArray();
        }

        static Assessment Unpack(byte[] bytes)
        {
            using BrotliStream brotli = new(new MemoryStream(bytes), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Assessment>(brotli, JsonValue.Options)!;
        }
    }
}
