using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Experts;

/// <summary>What an invited expert sees: the plan, the question, and what was answered. Nothing of what officials wrote among themselves.</summary>
/// <param name="Plan">In the wire format, without what is hidden.</param>
/// <param name="Whole">All of it: it decides what is asked.</param>
/// <param name="Hidden">Questions of the plan that are kept from the expert: what is kept to the lead, and the people to be reached.</param>
public sealed record ExpertCase(
    string Service,
    string Plan,
    UsePlan? Whole,
    IReadOnlyList<string> Hidden,
    string Name,
    string Question,
    DateTime ExpiresAt
);

/// <summary>
/// 外部有識者の入口: lets one browser in, once, by the secret of a mail. Whatever is wrong with a secret gives the same answer, so that it tells
/// nothing of any case. Secrets are kept as digests only.
/// </summary>
public sealed class ExpertDoor(IDbContextFactory<PortalDb> databases, TimeProvider time, CaseSignals signals)
{
    /// <summary>Uses the link.</summary>
    /// <returns>What the browser keeps from now on; null when the secret opens nothing.</returns>
    public async Task<string?> EnterAsync(string secret, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var hash = Secrets.Hash(secret.Trim());
        var application = await With(db).SingleOrDefaultAsync(a => a.Experts.Any(expert => expert.LinkHash == hash), ct);
        if (application?.Experts.SingleOrDefault(one => one.LinkHash == hash) is not { } expert)
        {
            return null;
        }

        var browser = NewSecret();
        try
        {
            application.UseExpertLink(Secrets.Hash(browser), ActOf(expert));
            await SaveAsync(db, application, expert, ct);
            return browser;
        }
        // Over, or somebody else was first: the same as a secret that never was one.
        catch (Exception refusal) when (refusal is RuleBroken or Stale)
        {
            return null;
        }
    }

    /// <summary>The case of a browser that came in; null when it has none any more.</summary>
    public async Task<ExpertCase?> FindAsync(string? browser, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await OfBrowserAsync(db, browser, ct) is not var (application, expert))
        {
            return null;
        }

        var plan = application.LatestVersion!.Plan;
        string[] hidden = [.. application.LeadOnly, "contacts"];
        return new(
            application.ServiceName,
            PlanMask.Without(plan, hidden),
            PlanJson.Read(plan).Plan,
            hidden,
            expert.Name,
            expert.Question,
            expert.ExpiresAt
        );
    }

    /// <summary>Writes the one opinion.</summary>
    /// <exception cref="NotFound">The browser has no case (any more).</exception>
    /// <exception cref="RuleBroken"><c>opinion-text</c>, <c>text-too-long</c></exception>
    public async Task AnswerAsync(string? browser, string text, CancellationToken ct = default)
    {
        // An official's change in between does not concern the expert's answer.
        for (var tries = 1; ; tries++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await OfBrowserAsync(db, browser, ct) is not var (application, expert))
            {
                throw new NotFound();
            }

            application.GiveExpertOpinion(text, ActOf(expert));
            try
            {
                await SaveAsync(db, application, expert, ct);
                return;
            }
            catch (Stale) when (tries < 20) { }
        }
    }

    // Open pages of the officials hear of it.
    async Task SaveAsync(PortalDb db, Application application, ExpertInvitation expert, CancellationToken ct)
    {
        var happened = application.Happened.ToList();
        await db.SaveChangesAsync(ct);
        signals.Raise(application.Id, ActOf(expert), happened);
    }

    async Task<(Application Application, ExpertInvitation Expert)?> OfBrowserAsync(PortalDb db, string? browser, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(browser))
        {
            return null;
        }

        var hash = Secrets.Hash(browser);
        var application = await With(db).SingleOrDefaultAsync(a => a.Experts.Any(expert => expert.BrowserHash == hash), ct);
        var expert = application?.Experts.SingleOrDefault(one => one.BrowserHash == hash);
        return
            application is not null && expert is not null && application.OpenTo(ActOf(expert)).Contains(ApplicationAction.GiveExpertOpinion)
            ? (application, expert)
            : null;
    }

    Act ActOf(ExpertInvitation expert) => new(expert.Person, expert.Name, new HashSet<Role> { Role.Expert }, time.GetUtcNow().UtcDateTime);

    static IQueryable<Application> With(PortalDb db) => db.Applications.Include(a => a.Experts).Include(a => a.Versions).AsSplitQuery();

    // 256 bits: nothing that could be guessed.
    static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
