using System.Linq.Expressions;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A row with the day of the person's own task in the case; null where the person has none with a day.</summary>
sealed class Owed
{
    public required CaseRow Row { get; init; }
    public DateOnly? Own { get; init; }
}

/// <summary>意見照会 has a day of its own: for whoever owes the opinion it counts, and not the one of the case.</summary>
static class OwnDays
{
    public static IQueryable<Owed> WithOwnDays(this IQueryable<CaseRow> rows, PortalDb db, Act act)
    {
        var own = Of(db, act);
        var both = Expression.MemberInit(
            Expression.New(typeof(Owed)),
            Expression.Bind(typeof(Owed).GetProperty(nameof(Owed.Row))!, own.Parameters[0]),
            Expression.Bind(typeof(Owed).GetProperty(nameof(Owed.Own))!, own.Body)
        );
        return rows.Select(Expression.Lambda<Func<CaseRow, Owed>>(both, own.Parameters));
    }

    /// <summary>The day that counts for this person: the own one, or that of the case.</summary>
    public static Expression<Func<CaseRow, DateOnly>> DueFor(PortalDb db, Act act)
    {
        var own = Of(db, act);
        var ofCase = Expression.Property(own.Parameters[0], nameof(CaseRow.DueOn));
        return Expression.Lambda<Func<CaseRow, DateOnly>>(Expression.Coalesce(own.Body, ofCase), own.Parameters);
    }

    static Expression<Func<CaseRow, DateOnly?>> Of(PortalDb db, Act act)
    {
        if (!act.Is(Role.Reviewer) || act.Ministry is not { } ministry)
        {
            return _ => null;
        }

        var asked = 1 << (int)ministry;
        return r =>
            (r.Asked & asked) != 0
                ? db
                    .Applications.Where(a => a.Id == r.Application)
                    .SelectMany(a => a.Consultations)
                    .Where(c => c.Ministry == ministry && c.ClosedAt == null)
                    .Min(c => (DateOnly?)c.DueOn)
                : null;
    }
}
