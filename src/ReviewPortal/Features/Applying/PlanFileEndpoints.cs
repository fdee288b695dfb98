using System.Security.Claims;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>A plan as a file, to be filled in, kept or passed on by its applicant.</summary>
public static class PlanFileEndpoints
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapPlanFiles(this WebApplication app)
    {
        app.MapGet("/applications/template.xlsx", Template).RequireAuthorization(Policies.OpenPlans);
        app.MapGet("/applications/{id:guid}/plan.xlsx", WorkbookAsync).RequireAuthorization(Policies.ReadOwnApplications);
        app.MapGet("/applications/{id:guid}/plan.json", JsonAsync).RequireAuthorization(Policies.ReadOwnApplications);
    }

    static IResult Template(Wording words) =>
        Results.File(new PlanWorkbookWriter(words).Write(PlanForm.NewDraft), Workbook, $"{words["workbook.file"]}.xlsx");

    static async Task<IResult> WorkbookAsync(
        Guid id,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        TimeProvider time,
        Wording words,
        CancellationToken ct
    ) =>
        await AnswersAsync(id, person, databases, time, ct) is { } found
            ? Results.File(new PlanWorkbookWriter(words).Write(found.Json), Workbook, $"{found.Name(words)}.xlsx")
            : Results.NotFound();

    static async Task<IResult> JsonAsync(
        Guid id,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        TimeProvider time,
        Wording words,
        CancellationToken ct
    )
    {
        if (await AnswersAsync(id, person, databases, time, ct) is not { } found)
        {
            return Results.NotFound();
        }

        var text = PlanJson.Read(found.Json).Plan is { } plan ? PlanJson.Write(plan, indented: true) : found.Json;
        return Results.File(Encoding.UTF8.GetBytes(text), "application/json", $"{found.Name(words)}.json");
    }

    // What was filed last; of a draft, what stands in it now.
    static async Task<Answers?> AnswersAsync(
        Guid id,
        ClaimsPrincipal person,
        IDbContextFactory<PortalDb> databases,
        TimeProvider time,
        CancellationToken ct
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await CurrentUser.ActAsync(db, person, time, ct);
        if (act.Organization is null)
        {
            return null;
        }

        return await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.Id == new ApplicationId(id))
            .Select(a => new Answers(a.Versions.OrderByDescending(v => v.Number).Select(v => v.Plan).FirstOrDefault() ?? a.Draft, a.Number))
            .SingleOrDefaultAsync(ct);
    }

    sealed record Answers(string Json, string? Number)
    {
        public string Name(Wording words) => Number is null ? words["workbook.file"] : $"{words["workbook.file"]}_{Number}";
    }
}
