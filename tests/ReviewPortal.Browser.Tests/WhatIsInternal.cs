using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>
/// Everything that can be fetched is read, from pages, papers, tables, programs' interfaces and the circuit alike, once by each side. In a
/// portal of its own.
/// </summary>
public class What_is_internal(Stage stage)
{
    const string Note = "付箋のカナリア";
    const string LeadNote = "主査だけのカナリア";
    const string Opinion = "意見のカナリア";
    const string Wish = "意見の条件のカナリア";
    const string Question = "照会文のカナリア";
    const string Withdrawn = "取下げのカナリア";
    const string Judged = "観点のカナリア";
    const string Summary = "要旨のカナリア";
    const string Challenged = "差戻しのカナリア";

    // The control: what both sides shall receive.
    const string Said = "申請者あてのカナリア";

    // Of a file that went with it, and of one that an official took for a message and never sent.
    const string Attached = "申請者あての資料";
    const string NeverSent = "送らなかったカナリア";

    // Of the applicant's own answer, which the lead keeps from the ministries.
    const string Kept = "紙で出していた健診票";

    static readonly string[] AmongOfficials = [Note, LeadNote, Opinion, Wish, Question, Withdrawn, Judged, Summary, Challenged];

    static Wording Words => Screen.Words;

    [Fact]
    public async Task Reaches_neither_the_applicant_nor_where_kept_to_the_lead_a_ministry()
    {
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                var id = new ApplicationId(await Database.ApplicationAsync(portal.DataFolder, "デモ入会健診オンライン"));
                var rep = await scene.SignInAsync("rep");
                await rep.Page.GotoAsync(Links.Application(id));
                await Expect(rep.Page.Locator(".where")).ToBeVisibleAsync();
                var lead = await scene.SignInAsync("lead");
                await WriteAsync(lead, Links.CaseNotes(id), "notes.send", Note);
                await WriteAsync(lead, Links.CaseNotes(id), "notes.send", LeadNote, forLead: true);
                await WriteAsync(lead, Links.CaseMessages(id), "messages.send", Said, file: Attached);
                await TakeAsync(lead, NeverSent);
                await ReviewAsync(portal.DataFolder, id);
                await IssueAsync(scene, id);
                await ReadsNothingAsync(rep, lead, id, portal.DataFolder);
                await ReadsAllButWhatIsKeptAsync(await scene.SignInAsync("reviewer-mhlw"), id);
            },
            portal
        );
    }

    static async Task ReadsNothingAsync(Visitor rep, Visitor lead, ApplicationId id, string folder)
    {
        // An official's address is answered like one that is not there.
        rep.Expects("40[34]");
        var officials = await OfficialsAsync(folder);
        var plan = await (await rep.Page.APIRequest.GetAsync(Links.PlanJson(id))).TextAsync();
        var assessed = await rep.Page.APIRequest.PostAsync(
            "/api/v1/assessments",
            new() { Headers = [new("Content-Type", "application/json")], DataString = plan }
        );
        Assert.Equal(200, assessed.Status);
        var read = await Reader.ReadAsync(
            rep,
            address => IsOf(id, address),
            Links.Home(),
            Links.Applications(),
            Links.Team(),
            Links.Application(id),
            Links.Messages(id),
            Links.Compare(id),
            Links.PlanJson(id),
            Links.PlanWorkbook(id),
            Links.CheckSheetPdf(id),
            Links.LetterPdf(id),
            Links.Plan(id),
            Links.ApplicationPeople(id),
            Links.Case(id),
            Links.CaseNotes(id),
            "/api/v1/rule-sets",
            "/openapi/v1.json"
        );
        read["/api/v1/assessments"] = Reader.Squeeze(await assessed.TextAsync());
        Assert.True(lead.HasReceived(NeverSent));
        foreach (var secret in AmongOfficials.Append(NeverSent).Concat(officials).Select(Reader.Squeeze))
        {
            Assert.DoesNotContain(read, page => page.Value.Contains(secret, StringComparison.Ordinal));
            Assert.False(rep.HasReceived(secret), secret);
        }

        Assert.All(officials, name => Assert.False(rep.HasReceived(name), name));

        // The same reading finds what is there: in pages, on the circuit, in papers and in tables.
        Assert.Contains(Said, read[Links.Messages(id)], StringComparison.Ordinal);
        Assert.Contains(Attached, read[Links.Messages(id)], StringComparison.Ordinal);
        Assert.True(rep.HasReceived(Said));
        var letters = read.Where(page => page.Key.Contains("/letters/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(letters);
        Assert.All(
            letters.Select(letter => letter.Value).Append(read[Links.LetterPdf(id)]),
            text => Assert.Contains("デモ健康ノート", text, StringComparison.Ordinal)
        );
        Assert.Contains(letters, letter => letter.Value.Contains("到達確認", StringComparison.Ordinal));
        Assert.Contains("GL-203", read[Links.CheckSheetPdf(id)], StringComparison.Ordinal);
        Assert.Contains(Kept, read[Links.PlanWorkbook(id)], StringComparison.Ordinal);
        var seen = string.Concat((await OfACaseAsync(lead, id)).Values);
        Assert.All([.. AmongOfficials, Kept], there => Assert.Contains(there, seen, StringComparison.Ordinal));
        Assert.True(lead.HasReceived(Note) && lead.HasReceived(LeadNote));
    }

    static async Task ReadsAllButWhatIsKeptAsync(Visitor ministry, ApplicationId id)
    {
        var read = await OfACaseAsync(ministry, id);
        foreach (var secret in new[] { Kept, LeadNote })
        {
            Assert.DoesNotContain(read, page => page.Value.Contains(secret, StringComparison.Ordinal));
            Assert.False(ministry.HasReceived(secret), secret);
        }

        Assert.All([Note, Opinion], there => Assert.Contains(there, string.Concat(read.Values), StringComparison.Ordinal));
        Assert.True(ministry.HasReceived(Opinion));
    }

    static bool IsOf(ApplicationId id, string address) => address.Contains(id.Value.ToString(), StringComparison.Ordinal);

    static Task<Dictionary<string, string>> OfACaseAsync(Visitor official, ApplicationId id) =>
        Reader.ReadAsync(
            official,
            address => IsOf(id, address),
            [
                Links.CaseNotes(id),
                Links.CaseMessages(id),
                Links.CaseCompare(id),
                Links.CheckSheetPdf(id),
                Links.LetterPdf(id),
                Links.CasesFile("csv", []),
                Links.CasesFile("xlsx", []),
                .. new[] { null, "plan", "documents", "form", "review", "corrections", "opinions", "conditions", "decision" }.Select(tab =>
                    Links.Case(id, tab)
                ),
            ]
        );

    static async Task WriteAsync(Visitor lead, string address, string send, string text, bool forLead = false, string? file = null)
    {
        await lead.Page.GotoAsync(address);
        var form = lead.Page.Locator(".talk-form");
        if (forLead)
        {
            await form.GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        if (file is not null)
        {
            await TakeAsync(lead, file);
        }

        await form.GetByRole(AriaRole.Textbox).FillAsync(text);
        await form.GetByRole(AriaRole.Button, new() { Name = Words[send] }).ClickAsync();
        await Expect(lead.Page.Locator(".talk")).ToContainTextAsync(text);
    }

    static async Task TakeAsync(Visitor lead, string name)
    {
        var form = lead.Page.Locator(".talk-form");
        await form.Locator("input[type=file]").SetInputFilesAsync(Screen.Pdf(name));
        await Expect(form.Locator(".file-row")).ToContainTextAsync(name);
    }

    // What many people would write on many screens, up to a decision that has not gone out.
    static async Task ReviewAsync(string folder, ApplicationId id)
    {
        await using var db = Database.Open(folder);
        var application = await db
            .Applications.Include(a => a.Versions)
            .Include(a => a.Corrections)
            .Include(a => a.Consultations)
            .Include(a => a.Attachments)
            .Include(a => a.Inquiries)
            .Include(a => a.Experts)
            .SingleAsync(a => a.Id == id);
        var (lead, mic, decider) = (await db.ActAsync("lead"), await db.ActAsync("reviewer-mic"), await db.ActAsync("decider"));
        application.KeepToLead("service.summary", true, lead);
        application.GiveOpinion(Stance.Conditional, Opinion, [Wish], await db.ActAsync("reviewer-mhlw"));
        application.RequestOpinions([Ministry.Meti], Question, JapaneseDate.On(lead.At).AddDays(9), lead);
        application.WithdrawOpinionRequest(Ministry.Meti, Withdrawn, lead);
        var items = ReviewItems.OfSubstance(RuleSets.Find(application.LatestVersion!.RuleSetId)!);
        foreach (var item in items)
        {
            application.Judge(ReviewPart.Substance, item, items, Verdict.Met, Judged, 0, mic);
        }

        Proposal proposal = new(DecisionOutcome.Accepted, UseType.ElectronicSubmission, Summary, [], []);
        application.SignSubstance(items, Judged, mic);
        application.Recommend(proposal, mic);
        application.Challenge(Challenged, decider);
        application.Recommend(proposal, mic);
        application.Decide(decider);
        await db.SaveChangesAsync();
    }

    static async Task IssueAsync(Scene scene, ApplicationId id)
    {
        var decider = await scene.SignInAsync("decider");
        await decider.Page.GotoAsync(Links.Case(id));
        await decider.Button("action.Issue").ClickAsync();
        await decider.ConfirmAsync("action.Issue");
        await Expect(decider.Page.GetByText(Words.Of(ApplicationState.Issued), new() { Exact = true })).ToBeVisibleAsync();
    }

    static async Task<List<string>> OfficialsAsync(string folder)
    {
        await using var db = Database.Open(folder);
        return await db.Users.Where(user => user.OrganizationId == null).Select(user => user.DisplayName).ToListAsync();
    }
}
