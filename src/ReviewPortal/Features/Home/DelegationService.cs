using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Home;

/// <summary>An official who reads cases.</summary>
/// <param name="Decides">Has the right to decide.</param>
/// <param name="HasCases">Does something besides that, so that there are cases to look after.</param>
public sealed record Colleague(UserId Id, string Name, Ministry? Ministry, bool Decides, bool HasCases);

/// <summary>Who looks after whose cases, and who may.</summary>
/// <param name="Delegations">Those that have not ended: all of them for a lead, else those that concern the person.</param>
/// <param name="MayEndAll">True for leads, who arrange it for everybody.</param>
public sealed record DelegationList(IReadOnlyList<Delegation> Delegations, IReadOnlyList<Colleague> Colleagues, bool MayEndAll, UserId Me)
{
    /// <summary>True where the absent person decides and the stand-in does not: deciding is not among what is looked after.</summary>
    public bool IsWithoutDeciding(UserId absent, UserId standIn) => Of(absent)?.Decides == true && Of(standIn)?.Decides == false;

    /// <summary>True where the absent person does nothing but decide, so that nothing is left to a stand-in who does not.</summary>
    public bool IsOfNoUse(UserId absent, UserId standIn) => IsWithoutDeciding(absent, standIn) && Of(absent)?.HasCases == false;

    /// <summary>The colleague; null for somebody who reads no cases any more.</summary>
    public Colleague? Of(UserId person) => Colleagues.FirstOrDefault(one => one.Id == person);
}

/// <summary>代理: whoever is absent names a colleague; a lead does it for those who cannot any more. It gives ties, never roles.</summary>
public sealed class DelegationService(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>The longest absence, in days.</summary>
    public const int Longest = 366;

    public async Task<DelegationList> ListAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        var (today, isLead, me) = (JapaneseDate.On(act.At), act.Is(Role.Lead), act.By);
        return new(
            await db
                .Delegations.AsNoTracking()
                .Where(d => d.Until >= today && (isLead || d.Absent == me || d.StandIn == me.Value))
                .OrderBy(d => d.From)
                .ThenBy(d => d.AbsentName)
                .ToListAsync(ct),
            await Officials(db)
                .OrderBy(u => u.Ministry)
                .ThenBy(u => u.DisplayName)
                .Select(u => new Colleague(
                    new(u.Id),
                    u.DisplayName,
                    u.Ministry,
                    u.Grants.Any(grant => grant.Role == Role.Decider),
                    u.Grants.Any(grant => grant.Role == Role.Intake || grant.Role == Role.Reviewer || grant.Role == Role.Lead)
                ))
                .ToListAsync(ct),
            isLead,
            me
        );
    }

    /// <param name="absent">Whose cases; another than oneself only for a lead.</param>
    /// <param name="standIn">Who looks after them.</param>
    /// <exception cref="RuleBroken">
    /// <c>not-allowed</c>, <c>delegation-self</c>, <c>delegation-days</c>, <c>delegation-past</c>, <c>delegation-long</c>, <c>delegation-double</c>,
    /// <c>no-reviewer</c>: one of them reads no cases. <c>delegation-decider</c>: the absent person only decides, and the stand-in does not.
    /// </exception>
    public async Task ArrangeAsync(UserId absent, UserId standIn, DateOnly from, DateOnly until, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        Require(absent == act.By || act.Is(Role.Lead), "not-allowed");
        Require(absent != standIn, "delegation-self");
        Require(from <= until, "delegation-days");
        Require(until >= JapaneseDate.On(act.At), "delegation-past");
        Require(until.DayNumber - from.DayNumber < Longest, "delegation-long", Longest);
        var away = await Officials(db).Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == absent.Value, ct);
        var there = await Officials(db).Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == standIn.Value, ct);
        Require(away is not null && there is not null, "no-reviewer");
        // It gives no role: who only decides leaves nothing that somebody without the right to decide could look after.
        Require(
            there!.Grants.Exists(grant => grant.Role == Role.Decider)
                || away!.Grants.Exists(grant => grant.Role is Role.Intake or Role.Reviewer or Role.Lead),
            "delegation-decider",
            away!.DisplayName,
            there.DisplayName
        );
        Require(
            !await db.Delegations.AnyAsync(d => d.Absent == absent && d.From <= until && d.Until >= from, ct),
            "delegation-double",
            away.DisplayName
        );
        Delegation delegation = new()
        {
            Id = Guid.CreateVersion7(act.At),
            Absent = absent,
            AbsentName = away.DisplayName,
            StandIn = standIn.Value,
            StandInName = there.DisplayName,
            From = from,
            Until = until,
            MadeBy = act.By,
            MadeByName = act.Name,
            MadeAt = act.At,
        };
        db.Delegations.Add(delegation);
        DelegationArranged arranged = new(absent, away.DisplayName, standIn, there.DisplayName, from, until);
        await EventRow.RecordAsync(db, delegation.Id, arranged, act, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Ends it with yesterday: from now on the stand-in may no more. What was done stays in the records.</summary>
    public async Task EndAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await OfficialAsync(db, ct);
        var (today, isLead, me) = (JapaneseDate.On(act.At), act.Is(Role.Lead), act.By);
        var delegation =
            await db.Delegations.SingleOrDefaultAsync(d => d.Id == id && d.Until >= today && (isLead || d.Absent == me), ct)
            ?? throw new NotFound();
        delegation.Until = today.AddDays(-1);
        await EventRow.RecordAsync(db, delegation.Id, new DelegationEnded(delegation.Until), act, ct);
        await db.SaveChangesAsync(ct);
    }

    static IQueryable<PortalUser> Officials(PortalDb db) =>
        db
            .Users.AsNoTracking()
            .Where(u =>
                !u.IsClosed
                && u.Grants.Any(grant =>
                    grant.Role == Role.Intake || grant.Role == Role.Reviewer || grant.Role == Role.Lead || grant.Role == Role.Decider
                )
            );

    async Task<Act> OfficialAsync(PortalDb db, CancellationToken ct)
    {
        var act = await user.ActAsync(db, ct);
        Require(act.Organization is null && act.Roles.Any(role => role.ReadsSubmitted()), "not-allowed");
        return act;
    }

    static void Require(bool holds, string code, params object[] details)
    {
        if (!holds)
        {
            throw new RuleBroken(code, details);
        }
    }
}
