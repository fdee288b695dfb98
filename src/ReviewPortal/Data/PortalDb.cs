using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data;

/// <summary>The portal's tables. State and the events that explain it are saved together, in one transaction.</summary>
public abstract class PortalDb(DbContextOptions options) : IdentityUserContext<PortalUser, Guid>(options)
{
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Service> Services => Set<Service>();
    public DbSet<Application> Applications => Set<Application>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<InternalNote> InternalNotes => Set<InternalNote>();
    public DbSet<ReadingMark> ReadingMarks => Set<ReadingMark>();
    public DbSet<OwnText> OwnTexts => Set<OwnText>();
    public DbSet<TextBlock> TextBlocks => Set<TextBlock>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<TalkFile> TalkFiles => Set<TalkFile>();
    public DbSet<Content> Contents => Set<Content>();
    public DbSet<ContentChunk> ContentChunks => Set<ContentChunk>();
    public DbSet<FileRead> FileReads => Set<FileRead>();
    public DbSet<CaseRow> CaseRows => Set<CaseRow>();
    public DbSet<CaseText> CaseTexts => Set<CaseText>();
    public DbSet<SearchGram> SearchGrams => Set<SearchGram>();
    public DbSet<CaseLabel> CaseLabels => Set<CaseLabel>();
    public DbSet<CaseView> CaseViews => Set<CaseView>();
    public DbSet<DeskVisit> DeskVisits => Set<DeskVisit>();
    public DbSet<Delegation> Delegations => Set<Delegation>();
    public DbSet<CorrectionText> CorrectionTexts => Set<CorrectionText>();
    public DbSet<RecommendationDraft> RecommendationDrafts => Set<RecommendationDraft>();
    public DbSet<ConditionTemplate> ConditionTemplates => Set<ConditionTemplate>();
    public DbSet<DecidedPlan> DecidedPlans => Set<DecidedPlan>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<LegalCharacter> LegalCharacters => Set<LegalCharacter>();
    public DbSet<IssuedLetter> IssuedLetters => Set<IssuedLetter>();
    public DbSet<LetterFile> LetterFiles => Set<LetterFile>();
    public DbSet<Refusal> Refusals => Set<Refusal>();
    public DbSet<PortalRuleSet> RuleSets => Set<PortalRuleSet>();
    public DbSet<RuleSetRun> RuleSetRuns => Set<RuleSetRun>();
    public DbSet<ImpactRow> ImpactRows => Set<ImpactRow>();
    public DbSet<StoredAssessment> Assessments => Set<StoredAssessment>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
    public DbSet<ApplicationGrant> ApplicationGrants => Set<ApplicationGrant>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<InvitationToken> InvitationTokens => Set<InvitationToken>();
    public DbSet<Standing> Standings => Set<Standing>();
    public DbSet<OutgoingMail> Outbox => Set<OutgoingMail>();
    public DbSet<MailPreference> MailPreferences => Set<MailPreference>();
    public DbSet<DoneOnce> DoneOnce => Set<DoneOnce>();

    /// <summary>True while history is loaded: nobody is written to about what happened long ago, or never.</summary>
    public bool TellsNobody { get; set; }

    protected override void OnConfiguring(DbContextOptionsBuilder builder)
    {
        // Identity reads its schema version from the application's services. Design time and tests have none, and would
        // silently lose the passkey table; so the context brings the one option itself.
        if (builder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
        {
            builder.UseApplicationServiceProvider(IdentityVersion.Services);
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // What happened since the last save is stored as rows of Events, not with the aggregate.
        builder.Ignore<Recorded>();
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTime>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdValue>();
        configurationBuilder.Properties<OrganizationId>().HaveConversion<OrganizationIdValue>();
        configurationBuilder.Properties<ServiceId>().HaveConversion<ServiceIdValue>();
        configurationBuilder.Properties<ApplicationId>().HaveConversion<ApplicationIdValue>();
        configurationBuilder.Properties<PortalRuleSetId>().HaveConversion<PortalRuleSetIdValue>();
        configurationBuilder.Properties<CorporateNumber>().HaveConversion<CorporateNumberValue>().HaveMaxLength(13);
        configurationBuilder.Properties<LocalGovernmentCode>().HaveConversion<LocalGovernmentCodeValue>().HaveMaxLength(6);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <inheritdoc />
    /// <exception cref="Stale">Somebody saved the same thing first.</exception>
    /// <exception cref="NumberTaken">Somebody took the next number of a series first.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var happened = ChangeTracker.Entries<Aggregate>().Where(entry => entry.Entity.Happened.Count > 0).ToList();
        await Data.CaseRows.FollowAsync(this, happened, cancellationToken);
        foreach (var entry in happened)
        {
            var aggregate = entry.Entity;
            var first = aggregate.Version - aggregate.Happened.Count + 1;
            Events.AddRange(aggregate.TakeHappened().Select((what, i) => EventRow.From(StreamOf(entry), first + i, what)));
        }

        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || failure.IsTaken())
        {
            // Two that act at once meet at the version, at the next number, or at the number of an event: the first one stands. The number can
            // be met twice: in its series, and at the one that carries it already.
            throw failure.Entries.Any(entry => IsOfNewRow(entry.Entity))
            || ChangeTracker.Entries<NumberSeries>().Any(entry => entry.State is EntityState.Added or EntityState.Modified)
                ? new NumberTaken()
                : new Stale();
        }
    }

    // A row of the lists, and what is found by it, is keyed by the number: one that is new and already there has lost its number to another.
    bool IsOfNewRow(object entity) =>
        entity is CaseRow or CaseText or SearchGram && ChangeTracker.Entries<CaseRow>().Any(row => row.State == EntityState.Added);

    static Guid StreamOf(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry entry) =>
        entry.Property("Id").CurrentValue switch
        {
            Guid id => id,
            { } id => (Guid)id.GetType().GetProperty("Value")!.GetValue(id)!,
            null => throw new InvalidOperationException($"{entry.Metadata.Name} has no id."),
        };
}

/// <summary>The Identity schema that the portal's databases have (version 3 has passkeys).</summary>
public static class IdentityVersion
{
    /// <summary>Used by the program's own registration and by the context where there is no program.</summary>
    public static void Set(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    internal static IServiceProvider Services { get; } = new ServiceCollection().Configure<IdentityOptions>(Set).BuildServiceProvider();
}
