using Microsoft.AspNetCore.Components.Authorization;
using ReviewPortal.Access;
using ReviewPortal.Documents;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Statistics;

/// <summary>The figures as a file.</summary>
public static class StatisticsEndpoints
{
    public static void MapStatistics(this WebApplication app) =>
        app.MapGet("/statistics.csv", CsvAsync).RequireAuthorization(Policies.ReadCases);

    /// <summary>The filter of an address; the last 365 days where no range is given, and no longer one than ten years.</summary>
    public static StatisticsFilter Filter(string? from, string? to, string? route, string? type, string? ministry, DateOnly today)
    {
        var last = JapaneseDate.TryParse(to, out var until) ? until : today;
        var first = JapaneseDate.TryParse(from, out var since) ? since : last.AddDays(-364);
        first = first > last ? last : first;
        first = first < last.AddYears(-10) ? last.AddYears(-10) : first;
        return new(first, last, One<Domain.Guidelines.Route>(route), One<UseType>(type), One<Ministry>(ministry));
    }

    /// <summary>What is wrong with the days of an address, as the key of a wording; null where nothing is.</summary>
    public static (string? From, string? To) Faults(string? from, string? to, DateOnly today)
    {
        var (isFrom, isTo) = (JapaneseDate.TryParse(from, out var since), JapaneseDate.TryParse(to, out var until));
        var fault = (isFrom, isTo) switch
        {
            (true, _) when since > (isTo ? until : today) => isTo ? "statistics.turned" : "statistics.ahead",
            (true, _) when since < (isTo ? until : today).AddYears(-10) => "statistics.long",
            _ => null,
        };
        return (
            isFrom || string.IsNullOrWhiteSpace(from) ? fault : "form.no-date",
            isTo || string.IsNullOrWhiteSpace(to) ? null : "form.no-date"
        );
    }

    static T? One<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;

    static async Task<IResult> CsvAsync(
        string? from,
        string? to,
        string? route,
        string? type,
        string? ministry,
        StatisticsQueries queries,
        Wording words,
        TimeProvider time,
        HttpContext request,
        AuthenticationStateProvider person,
        CancellationToken ct
    )
    {
        // In a request nobody has said yet who is signed in; on pages the framework does.
        if (person is IHostEnvironmentAuthenticationStateProvider signedIn)
        {
            signedIn.SetAuthenticationState(Task.FromResult(new AuthenticationState(request.User)));
        }

        var today = JapaneseDate.On(time.GetUtcNow().UtcDateTime);
        if (Faults(from, to, today) is not (null, null))
        {
            return Results.BadRequest();
        }

        var filter = Filter(from, to, route, type, ministry, today);
        try
        {
            var view = await queries.FindAsync(filter, ct);
            string[] head =
            [
                words["statistics.group"],
                words["statistics.count"],
                words["statistics.government"] + " " + words["statistics.median"],
                words["statistics.government"] + " " + words["statistics.ninetieth"],
                words["statistics.applicant"] + " " + words["statistics.median"],
                words["statistics.applicant"] + " " + words["statistics.ninetieth"],
                words["statistics.elapsed"] + " " + words["statistics.median"],
                words["statistics.elapsed"] + " " + words["statistics.ninetieth"],
            ];
            var rows = view.Lines.Select(line =>
                (IReadOnlyList<string?>)
                    [
                        NameOf(words, line.Group),
                        $"{line.Count}",
                        .. new[] { line.Government, line.Applicant, line.Elapsed }.SelectMany(spread =>
                            new[] { Figure(words, spread?.Median), Figure(words, spread?.Ninetieth) }
                        ),
                    ]
            );
            var backlog = view.Backlog.Select(point =>
                (IReadOnlyList<string?>)[words["statistics.open-on", words.Date(point.Day)], $"{point.Open}"]
            );
            return Results.File(CsvFile.Write([head, .. rows, .. backlog]), CsvFile.MediaType, "statistics.csv");
        }
        catch (Exception refused) when (refused is NotFound or RuleBroken)
        {
            return Results.Forbid();
        }
    }

    internal static string NameOf(Wording words, Enum? group) =>
        group is null ? words["statistics.all"] : words[$"{group.GetType().Name}.{group}"];

    internal static string Figure(Wording words, int? figure) => figure is { } number ? $"{number}" : words["statistics.no-figure"];
}
