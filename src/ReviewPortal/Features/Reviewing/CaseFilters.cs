using System.Linq.Expressions;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A filter as conditions of a query.</summary>
static class CaseFilters
{
    public static IQueryable<CaseRow> Where(this IQueryable<CaseRow> rows, CaseFilter filter, PortalDb db, Act act)
    {
        if (filter.IsTooLong)
        {
            return rows.Where(_ => false);
        }

        var today = JapaneseDate.On(act.At);
        rows = rows.Chosen(filter).Dated(filter, db, act);
        if (filter.Open)
        {
            rows = rows.Where(r => r.EndedAt == null);
        }

        if (filter.Mine)
        {
            var asked = act.Ministry is { } ministry ? 1 << (int)ministry : 0;
            rows = rows.Where(r => r.AssignedTo == act.By || (r.Asked & asked) != 0);
        }

        if (filter.Overdue)
        {
            // A clock that runs is over when a working day has come after the due day; one that stands, when nothing was left.
            var last = LastWorkingDay(today);
            rows = rows.Where(r => r.EndedAt == null && (r.LeftDays == null ? r.DueOn < last : r.LeftDays < 0));
        }

        if (filter.Idle is { } days)
        {
            var since = IdleSince(today, days);
            rows = rows.Where(r => r.EndedAt == null && r.ChangedAt < since);
        }

        // What has not ended is a small part of all.
        var areFew = filter.Open || filter.Overdue || filter.Idle is not null || filter.State is { } state && !state.IsFinal();
        return rows.Choosing(filter.Answer, db).Saying(filter.Text, db, areFew);
    }

    static IQueryable<CaseRow> Chosen(this IQueryable<CaseRow> rows, CaseFilter filter)
    {
        rows = filter.State is { } state ? rows.Where(r => r.State == state) : rows;
        rows = filter.Type is { } type ? rows.Where(r => r.UseType == type) : rows;
        rows = filter.Route is { } route ? rows.Where(r => r.Route == route) : rows;
        rows = filter.Holder is { } holder ? rows.Where(r => r.Holder == holder) : rows;
        rows = filter.Outcome is { } outcome ? rows.Where(r => r.Outcome == outcome) : rows;
        if (filter.Flag is { } flag)
        {
            var bit = 1 << (int)flag;
            rows = rows.Where(r => (r.Flags & bit) != 0);
        }

        if (filter.Asked is { } ministry)
        {
            var bit = 1 << (int)ministry;
            rows = rows.Where(r => (r.Asked & bit) != 0);
        }

        if (filter.Category is { } category)
        {
            var bit = 1 << (int)category;
            rows = rows.Where(r => (r.Categories & bit) != 0);
        }

        if (filter.Label is { } label)
        {
            var bit = 1L << label;
            rows = rows.Where(r => (r.Labels & bit) != 0);
        }

        if (filter.Person is { } person)
        {
            Domain.People.UserId id = new(person);
            rows = rows.Where(r => r.AssignedTo == id);
        }

        return SearchText.Fold(filter.Organization) is { Length: > 0 } key ? rows.Where(r => r.OrganizationKey.Contains(key)) : rows;
    }

    static IQueryable<CaseRow> Dated(this IQueryable<CaseRow> rows, CaseFilter filter, PortalDb db, Act act)
    {
        if (filter.ArrivedFrom is { } arrivedFrom)
        {
            var from = JapaneseDate.EndOf(arrivedFrom.AddDays(-1));
            rows = rows.Where(r => r.ArrivedAt >= from);
        }

        if (filter.ArrivedTo is { } arrivedTo)
        {
            var to = JapaneseDate.EndOf(arrivedTo);
            rows = rows.Where(r => r.ArrivedAt < to);
        }

        if (filter.DecidedFrom is { } decidedFrom)
        {
            var from = JapaneseDate.EndOf(decidedFrom.AddDays(-1));
            rows = rows.Where(r => r.DecidedAt >= from);
        }

        if (filter.DecidedTo is { } decidedTo)
        {
            var to = JapaneseDate.EndOf(decidedTo);
            rows = rows.Where(r => r.DecidedAt < to);
        }

        if (filter.DueFrom is null && filter.DueTo is null)
        {
            return rows;
        }

        rows = rows.Where(r => r.EndedAt == null);
        Key<DateOnly> due = new(OwnDays.DueFor(db, act));
        rows = filter.DueFrom is { } dueFrom ? due.Within(rows, dueFrom, from: true) : rows;
        return filter.DueTo is { } dueTo ? due.Within(rows, dueTo, from: false) : rows;
    }

    // What changed before this moment (UTC) has had so many business days without a change.
    static DateTime IdleSince(DateOnly today, int days)
    {
        var day = today;
        while (BusinessCalendar.Shipped.CountBetween(day, today) < days)
        {
            day = day.AddDays(-1);
        }

        return JapaneseDate.EndOf(day);
    }

    static DateOnly LastWorkingDay(DateOnly today)
    {
        while (!BusinessCalendar.Shipped.IsBusinessDay(today))
        {
            today = today.AddDays(-1);
        }

        return today;
    }

    /// <summary>In the filter's order; the number of the case makes it a stable one, or rows would repeat across pages.</summary>
    public static IOrderedQueryable<CaseRow> OrderBy(this IQueryable<CaseRow> rows, CaseFilter filter, PortalDb db, Act act)
    {
        var by = KeyOf(filter, db, act);
        var sorted = by.Sort(rows, filter.Descending);
        return filter.Descending ? sorted.ThenByDescending(r => r.No) : sorted.ThenBy(r => r.No);
    }

    /// <summary>The rows behind, or before, one row in the filter's order, the nearest first.</summary>
    public static IQueryable<CaseRow> Beside(
        this IQueryable<CaseRow> rows,
        CaseFilter filter,
        CaseRow row,
        bool behind,
        PortalDb db,
        Act act
    )
    {
        var turned = filter with { Descending = filter.Descending == behind };
        return KeyOf(filter, db, act).After(rows, row, up: behind != filter.Descending).OrderBy(turned, db, act);
    }

    static Key KeyOf(CaseFilter filter, PortalDb db, Act act) =>
        filter.Sort == CaseSort.Due ? new Key<DateOnly>(OwnDays.DueFor(db, act)) : Keys[filter.Sort];

    static readonly Dictionary<CaseSort, Key> Keys = new()
    {
        [CaseSort.Arrived] = new Key<DateTime>(r => r.ArrivedAt),
        [CaseSort.Number] = new Key<int>(r => r.No),
        [CaseSort.Service] = new TextKey(r => r.ServiceKey),
        [CaseSort.Organization] = new TextKey(r => r.OrganizationKey),
        [CaseSort.State] = new Key<int>(r => (int)r.State),
        [CaseSort.Type] = new Key<int>(r => (int)r.UseType),
        [CaseSort.Route] = new Key<int>(r => (int)r.Route),
        [CaseSort.Holder] = new Key<int>(r => (int)r.Holder),
        [CaseSort.Assigned] = new TextKey(r => r.AssignedName ?? ""),
        [CaseSort.AnswerDue] = new Key<DateOnly>(r => r.AnswerDueOn ?? DateOnly.MaxValue),
        [CaseSort.Decided] = new Key<DateTime>(r => r.DecidedAt ?? DateTime.MaxValue),
        [CaseSort.Changed] = new Key<DateTime>(r => r.ChangedAt),
    };

    /// <summary>What a list is sorted by.</summary>
    abstract class Key
    {
        public abstract IOrderedQueryable<CaseRow> Sort(IQueryable<CaseRow> rows, bool descending);

        public abstract IQueryable<CaseRow> After(IQueryable<CaseRow> rows, CaseRow row, bool up);
    }

    class Key<T>(Expression<Func<CaseRow, T>> by) : Key
    {
        readonly Lazy<Func<CaseRow, T>> value = new(by.Compile);

        /// <summary>The rows from that value on, or up to it; both inclusive.</summary>
        public IQueryable<CaseRow> Within(IQueryable<CaseRow> rows, T end, bool from)
        {
            var at = Expression.Property(Expression.Constant(new Place<T>(end, 0)), nameof(Place<>.Value));
            Expression within = from ? Expression.GreaterThanOrEqual(by.Body, at) : Expression.LessThanOrEqual(by.Body, at);
            return rows.Where(Expression.Lambda<Func<CaseRow, bool>>(within, by.Parameters));
        }

        public override IOrderedQueryable<CaseRow> Sort(IQueryable<CaseRow> rows, bool descending) => rows.OrderBy(by, descending);

        public override IQueryable<CaseRow> After(IQueryable<CaseRow> rows, CaseRow row, bool up)
        {
            Place<T> place = new(value.Value(row), row.No);
            var at = Expression.Property(Expression.Constant(place), nameof(place.Value));
            var no = Expression.Property(Expression.Constant(place), nameof(place.No));
            var thisNo = Expression.Property(by.Parameters[0], nameof(CaseRow.No));
            var beyond = Expression.OrElse(
                Compare(by.Body, at, up),
                Expression.AndAlso(Expression.Equal(by.Body, at), up ? Expression.GreaterThan(thisNo, no) : Expression.LessThan(thisNo, no))
            );
            return rows.Where(Expression.Lambda<Func<CaseRow, bool>>(beyond, by.Parameters));
        }

        protected virtual Expression Compare(Expression left, Expression right, bool greater) =>
            greater ? Expression.GreaterThan(left, right) : Expression.LessThan(left, right);
    }

    sealed class TextKey(Expression<Func<CaseRow, string>> by) : Key<string>(by)
    {
        static readonly System.Reflection.MethodInfo Order = typeof(string).GetMethod(
            nameof(string.Compare),
            [typeof(string), typeof(string)]
        )!;

        protected override Expression Compare(Expression left, Expression right, bool greater)
        {
            var order = Expression.Call(Order, left, right);
            return greater ? Expression.GreaterThan(order, Expression.Constant(0)) : Expression.LessThan(order, Expression.Constant(0));
        }
    }

    sealed record Place<T>(T Value, int No);
}
