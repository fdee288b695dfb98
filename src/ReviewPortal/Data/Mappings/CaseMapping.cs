using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Mappings;

sealed class CaseRowMapping : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> row)
    {
        row.ToTable("CaseRows");
        row.HasKey(r => r.No);
        row.Property(r => r.No).ValueGeneratedNever();
        row.HasOne<Application>().WithOne().HasForeignKey<CaseRow>(r => r.Application).OnDelete(DeleteBehavior.Cascade);
        row.Property(r => r.Number).HasMaxLength(20);
        row.Property(r => r.ServiceName).HasMaxLength(200);
        row.Property(r => r.ServiceKey).HasMaxLength(240);
        row.Property(r => r.OrganizationName).HasMaxLength(Organization.NameLimit);
        row.Property(r => r.OrganizationKey).HasMaxLength(Organization.NameLimit * 2);
        row.Property(r => r.AssignedName).HasMaxLength(100);
        row.Property(r => r.State).HasConversion<int>();
        row.Property(r => r.Outcome).HasConversion<int>();
        row.Property(r => r.UseType).HasConversion<int>();
        row.Property(r => r.Route).HasConversion<int>();
        row.Property(r => r.Holder).HasConversion<int>();
        row.HasIndex(r => r.ArrivedAt);
        row.HasIndex(r => r.ChangedAt);
        row.HasIndex(r => r.DueOn);
        // With what a list asks most, so that a word found in many cases need not fetch each of their rows.
        row.HasIndex(r => new
        {
            r.State,
            r.DueOn,
            r.Route,
            r.UseType,
        });
        // Desks ask for what has not ended, a small part of all.
        row.HasIndex(r => new { r.EndedAt, r.DueOn });
        row.HasIndex(r => new { r.Route, r.UseType });
        row.HasIndex(r => r.AssignedTo);
        row.HasIndex(r => r.Organization);
    }
}

sealed class CaseTextMapping : IEntityTypeConfiguration<CaseText>
{
    public void Configure(EntityTypeBuilder<CaseText> text)
    {
        text.ToTable("CaseTexts");
        text.HasKey(t => t.No);
        text.Property(t => t.No).ValueGeneratedNever();
        text.HasOne<CaseRow>().WithOne().HasForeignKey<CaseText>(t => t.No).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class SearchGramMapping : IEntityTypeConfiguration<SearchGram>
{
    // No foreign key: it would need an index by case, as large as the table; pairs go with the text that they were made of.
    public void Configure(EntityTypeBuilder<SearchGram> gram)
    {
        gram.ToTable(Providers.ClusteredByKey);
        gram.HasKey(g => new { g.Gram, g.No });
        gram.Property(g => g.Gram).ValueGeneratedNever();
        gram.Property(g => g.No).ValueGeneratedNever();
    }
}

sealed class CaseLabelMapping : IEntityTypeConfiguration<CaseLabel>
{
    public void Configure(EntityTypeBuilder<CaseLabel> label)
    {
        label.ToTable("CaseLabels");
        label.HasKey(l => l.Number);
        label.Property(l => l.Number).ValueGeneratedNever();
        label.Property(l => l.Name).HasMaxLength(CaseLabel.NameMaxLength);
        label.Property(l => l.Tone).HasMaxLength(20);
        label.Ignore(l => l.Bit);
        label.HasIndex(l => l.Name).IsUnique();
    }
}

sealed class CaseViewMapping : IEntityTypeConfiguration<CaseView>
{
    public void Configure(EntityTypeBuilder<CaseView> view)
    {
        view.ToTable("CaseViews");
        view.Property(v => v.Id).ValueGeneratedNever();
        view.Property(v => v.OwnerName).HasMaxLength(100);
        view.Property(v => v.Name).HasMaxLength(CaseView.NameMaxLength);
        view.Property(v => v.Query).HasMaxLength(CaseView.QueryMaxLength);
        view.HasIndex(v => new { v.Owner, v.Name }).IsUnique();
    }
}

sealed class DeskVisitMapping : IEntityTypeConfiguration<DeskVisit>
{
    public void Configure(EntityTypeBuilder<DeskVisit> visit)
    {
        visit.ToTable("DeskVisits");
        visit.HasKey(v => v.Person);
    }
}

sealed class DelegationMapping : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> delegation)
    {
        delegation.ToTable("Delegations");
        delegation.Property(d => d.Id).ValueGeneratedNever();
        delegation.Property(d => d.AbsentName).HasMaxLength(100);
        delegation.Property(d => d.StandInName).HasMaxLength(100);
        delegation.Property(d => d.MadeByName).HasMaxLength(100);
        delegation.HasOne<PortalUser>().WithMany(u => u.StandsIn).HasForeignKey(d => d.StandIn).OnDelete(DeleteBehavior.Cascade);
        delegation.HasIndex(d => new { d.Absent, d.Until });
    }
}
