using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Features.Register;

public enum RegisterSort
{
    /// <summary>As the survey lists them: businesses, then municipalities, each by the start of linkage.</summary>
    Survey,
    Organization,
    Service,
}

/// <summary>Which rows of the register.</summary>
public sealed record RegisterFilter(
    DateOnly Day,
    string? Text = null,
    OrganizationKind? Kind = null,
    ServiceCategory? Category = null,
    RegisterSort Sort = RegisterSort.Survey,
    int Page = 1,
    int Size = Paging.DefaultSize
);

/// <summary>The register as of a day, and the page of it that was asked for.</summary>
/// <param name="Snapshot">Everything of that day; counts and footnotes are about the whole.</param>
/// <param name="Rows">The page.</param>
public sealed record RegisterView(OperatorSnapshot Snapshot, Page<OperatorRow> Rows);

/// <summary>What everybody may read of the register.</summary>
public sealed class RegisterQueries(IDbContextFactory<PortalDb> databases)
{
    public async Task<OperatorSnapshot> AsOfAsync(DateOnly day, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from service in db.Services.AsNoTracking()
            join organization in db.Organizations.AsNoTracking() on service.Organization equals organization.Id
            where !organization.IsDemo
            select new { organization, service }
        ).ToListAsync(ct);
        return OperatorSnapshot.AsOf(rows.Select(row => (row.organization, row.service)), day);
    }

    public async Task<RegisterView> FindAsync(RegisterFilter filter, CancellationToken ct = default)
    {
        var snapshot = await AsOfAsync(filter.Day, ct);
        var key = SearchText.Fold(filter.Text);
        OperatorRow[] found =
        [
            .. snapshot.Rows.Where(row =>
                (filter.Kind is null || row.Kind == filter.Kind)
                && (filter.Category is not { } category || row.Categories.Contains(category) || row.SuggestedCategory == category)
                && (
                    key.Length == 0
                    || SearchText.Fold(row.OrganizationName).Contains(key, StringComparison.Ordinal)
                    || SearchText.Fold(row.ServiceName).Contains(key, StringComparison.Ordinal)
                )
            ),
        ];
        var sorted = filter.Sort switch
        {
            RegisterSort.Organization => found.OrderBy(row => SearchText.Fold(row.OrganizationName), StringComparer.Ordinal).ToArray(),
            RegisterSort.Service => found.OrderBy(row => SearchText.Fold(row.ServiceName), StringComparer.Ordinal).ToArray(),
            _ => found,
        };
        var size = Math.Clamp(filter.Size, 1, Paging.LargestSize);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (sorted.Length + size - 1) / size));
        return new(snapshot, new([.. sorted.Skip((page - 1) * size).Take(size)], sorted.Length, page, size));
    }
}
