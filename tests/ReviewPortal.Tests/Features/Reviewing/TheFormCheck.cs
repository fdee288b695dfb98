using Bunit;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Features.Applying;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What the machine says of the documents, and what signing makes of it.</summary>
public sealed class TheFormCheck : PanelTest
{
    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_how_many_documents_are_there_and_which_one_is_not()
    {
        var shown = await CaseAsync();
        var asked = CheckSheets
            .Of(shown.Application.LatestVersion!.RuleSetId)
            .DocumentsFor(shown.Plan)
            .Select(need => need.Kind)
            .Distinct();
        var count = asked.Count();
        Assert.True(count > 0);
        Assert.Contains(Words["form-check.found.documents-there", count], Panel(shown), StringComparison.Ordinal);

        var kind = await RedactOneAsync(Id);

        var panel = Panel(await CaseAsync());
        Assert.Contains(Words["form-check.found.documents-missing", Words.Of(kind)], panel, StringComparison.Ordinal);
        Assert.DoesNotContain(Words["form-check.found.none-asked"], panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_count_a_document_as_there_in_which_something_harmful_was_found_since()
    {
        var filed = await FiledAsync();
        DocumentKind kind;
        await using (var db = await Portal.Services.NewDbAsync())
        {
            var file = (await db.Applications.Include(a => a.Attachments).SingleAsync(a => a.Id == filed, Cancel)).Attachments[0];
            kind = file.Kind;
            var content = await db.Contents.SingleAsync(c => c.Digest == file.Digest, Cancel);
            (content.Scan, content.Found) = (ScanState.Found, "Eicar-Test-Signature");
            await db.SaveChangesAsync(Cancel);
        }

        var shown = await Portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(filed, Cancel));
        Assert.Contains(Words["form-check.found.documents-infected", Words.Of(kind)], Panel(shown), StringComparison.Ordinal);
        Assert.Equal("items-open", (await Assert.ThrowsAsync<RuleBroken>(() => SignAsync(filed))).Code);
    }

    [Fact]
    public async Task Is_not_signed_unseen_where_a_document_is_missing()
    {
        var (whole, lacking) = (await FiledAsync(), await FiledAsync());
        await RedactOneAsync(lacking);

        await AdoptAsync(whole);
        await AdoptAsync(lacking);
        await SignAsync(whole);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => SignAsync(lacking));

        Assert.Equal("items-open", refused.Code);
        await using var db = await Portal.Services.NewDbAsync();
        var (signed, open) = (
            await db.Applications.AsNoTracking().SingleAsync(a => a.Id == whole, Cancel),
            await db.Applications.AsNoTracking().SingleAsync(a => a.Id == lacking, Cancel)
        );
        Assert.Equal(Verdict.Met, signed.JudgementOf(ReviewPart.Form, ReviewItems.Documents)?.Verdict);
        Assert.Null(open.JudgementOf(ReviewPart.Form, ReviewItems.Documents));
    }

    [Fact]
    public async Task Shows_the_signature_that_holds_and_tells_of_the_earlier_one()
    {
        var first = (await CaseAsync()).Application.FormCheck!;
        await Portal.Services.AsAsync<JudgementService>(
            "intake",
            s => s.JudgeAsync(Id, ReviewPart.Form, ReviewItems.OfForm[0], Verdict.Met, "改めて確認", 1, Cancel)
        );
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<JudgementService>("intake", s => s.RenewFormCheckAsync(Id, seen, Cancel));

        var shown = await CaseAsync();
        var panel = Render<FormCheckPanel>(p => p.Add(one => one.Case, shown));

        Assert.NotEqual(first.ByName, shown.Application.FormCheck!.ByName);
        var told = Words["form-check.signed", shown.Application.FormCheck.ByName, Words.Moment(shown.Application.FormCheck.At)];
        Assert.Equal(told, panel.Find("p.form-support").TextContent);
        Assert.Equal(
            [Words["form-check.signed", first.ByName, Words.Moment(first.At)]],
            panel.FindAll("details li").Select(li => li.TextContent)
        );
    }

    [Fact]
    public async Task Is_counted_as_far_as_it_is_judged()
    {
        var filed = await FiledAsync();
        await Portal.Services.AsAsync<JudgementService>(
            "intake",
            s => s.JudgeAsync(filed, ReviewPart.Form, ReviewItems.Complete, Verdict.Met, "", 0, Cancel)
        );
        await Portal.Services.AsAsync<JudgementService>(
            "intake",
            s => s.JudgeAsync(filed, ReviewPart.Form, ReviewItems.Documents, Verdict.NotMet, "", 0, Cancel)
        );

        var application = (await Portal.Services.AsAsync<CaseQueries, Case>("intake", q => q.FindAsync(filed, Cancel))).Application;

        // What lacks its reason is not judged.
        var counts = CaseCounts.Of(application, ReviewItems.RulesOf(application.LatestVersion!), 0, 0, 0);
        Assert.Equal(new(1, ReviewItems.OfForm.Count), counts.Form);
    }

    [Fact]
    public async Task Is_judged_by_people_alone()
    {
        var filed = await FiledAsync();
        var shown = await Portal.Services.AsAsync<CaseQueries, Case>("lead", q => q.FindAsync(filed, Cancel));
        var panel = Render<FormCheckPanel>(p => p.Add(one => one.Case, shown));
        Assert.Empty(panel.FindAll("input[type=radio][checked]"));
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => SignAsync(filed));
        Assert.Equal(("items-open", ReviewItems.OfForm.Count), (refused.Code, refused.Details[0]));
        Assert.All(ReviewItems.OfForm, item => Assert.Contains(Words[$"judge.item.{item}"], Words.For(refused), StringComparison.Ordinal));
        await using var db = await Portal.Services.NewDbAsync();
        Assert.Empty((await db.Applications.AsNoTracking().SingleAsync(a => a.Id == filed, Cancel)).Judgements);

        panel.Find(".button-row button").Click();

        var judged = (await db.Applications.AsNoTracking().SingleAsync(a => a.Id == filed, Cancel)).Judgements;
        var by = (await db.Users.SingleAsync(u => u.Email == "lead@demo.example", Cancel)).Key;
        Assert.Equal(ReviewItems.OfForm.Order(), judged.Select(one => one.Item).Order());
        Assert.All(judged, one => Assert.Equal((by, Verdict.Met, false), (one.By, one.Verdict, one.IsSigned)));
        await SignAsync(filed);
    }

    [Fact]
    public async Task Is_adopted_by_those_alone_who_check_the_form()
    {
        var filed = await FiledAsync();
        var seen = await Portal.VersionAsync(filed);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            Portal.Services.AsAsync<JudgementService>("reviewer-mic", s => s.AdoptAsync(filed, seen, Cancel))
        );
        Assert.Equal("not-allowed", refused.Code);
        await AdoptAsync(filed);
        Assert.Equal("nothing-to-adopt", (await Assert.ThrowsAsync<RuleBroken>(() => AdoptAsync(filed))).Code);
    }

    string Panel(Case shown) => Render<FormCheckPanel>(p => p.Add(one => one.Case, shown)).Markup;

    async Task<ApplicationId> FiledAsync()
    {
        var id = await Portal.DraftAsync();
        await Portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id, Cancel));
        return id;
    }

    Task AdoptAsync(ApplicationId id) =>
        Portal.Services.AsAsync<JudgementService>("intake", async s => await s.AdoptAsync(id, await Portal.VersionAsync(id), Cancel));

    async Task SignAsync(ApplicationId id)
    {
        var seen = await Portal.VersionAsync(id);
        await Portal.Services.AsAsync<ReviewService>("intake", s => s.AcceptFormCheckAsync(id, seen, "", Cancel));
    }

    async Task<DocumentKind> RedactOneAsync(ApplicationId id)
    {
        await using var db = await Portal.Services.NewDbAsync();
        var filed = (await db.Applications.Include(a => a.Attachments).SingleAsync(a => a.Id == id, Cancel)).Attachments[0];
        var seen = await Portal.VersionAsync(id);
        await Portal.Services.AsAsync<TalkFiles>("lead", s => s.RedactAsync(id, seen, filed.Id, "誤って添付", Cancel));
        return filed.Kind;
    }
}
