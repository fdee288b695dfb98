using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Applications;

public class ADraftOfTwo
{
    static Act Colleague => An.Act(Role.Contributor, "colleague");

    static void Write(Application draft, Act act, string path, string text, params string[] seen) =>
        draft.Edit(path, plan => plan.Set(path, text), act, draft.Removals, seen);

    [Fact]
    public void Keeps_what_both_write_in_different_places()
    {
        var draft = A.Draft();
        Write(draft, An.Representative, "service.url", "https://example.jp/", "");
        Write(draft, Colleague, "service.targetUsers", "保護者", "");
        var plan = PlanDraft.Parse(draft.Draft);
        Assert.Equal(("https://example.jp/", "保護者"), (plan.Get("service.url")?.ToString(), plan.Get("service.targetUsers")?.ToString()));
    }

    [Fact]
    public void Asks_when_both_answer_the_same_question_and_says_who_and_when()
    {
        var draft = A.Draft();
        Write(draft, Colleague, "service.url", "https://theirs.example/", "");
        var before = draft.Draft;

        var taken = Assert.Throws<AnswerTaken>(() => Write(draft, An.Representative, "service.url", "https://mine.example/", ""));

        Assert.Equal(("https://theirs.example/", "colleague", Colleague.At), (taken.Theirs, taken.By, taken.At));
        Assert.Equal(before, draft.Draft);
        // Having seen theirs, the person may put mine in its place.
        Write(draft, An.Representative, "service.url", "https://mine.example/", "https://theirs.example/");
    }

    [Fact]
    public void Is_silent_when_both_give_the_same_answer()
    {
        var draft = A.Draft();
        Write(draft, Colleague, "service.url", "https://same.example/", "");
        Write(draft, An.Representative, "service.url", "https://same.example/", "");
    }

    [Fact]
    public void Forgets_who_wrote_in_a_list_whose_entries_moved()
    {
        var draft = A.Draft();
        draft.Edit("functions", plan => plan.AddEntry("functions"), Colleague);
        Write(draft, Colleague, "functions[1].name", "二つ目", "");
        draft.Edit("functions[0]", plan => plan.RemoveEntry("functions[0]"), Colleague, draft.Removals);

        Assert.DoesNotContain(draft.Edits, edit => edit.Path.StartsWith("functions[", StringComparison.Ordinal));
        Assert.Equal("entry-gone", Assert.Throws<RuleBroken>(() => draft.Edit("functions[0].name", _ => { }, Colleague, 0)).Code);
    }

    [Fact]
    public void Takes_nothing_for_misplaced_but_in_the_list_whose_entries_moved()
    {
        var draft = A.Draft();
        draft.Edit("contacts", plan => plan.AddEntry("contacts"), Colleague);
        draft.Edit("functions", plan => plan.AddEntry("functions"), Colleague);
        var seen = draft.Removals;
        draft.Edit("functions[1]", plan => plan.RemoveEntry("functions[1]"), Colleague, seen);
        // Growing again does not bring the places back.
        draft.Edit("functions", plan => plan.AddEntry("functions"), Colleague);

        draft.Edit("contacts[0].department", plan => plan.Set("contacts[0].department", "企画部"), An.Representative, seen, [""]);
        Assert.Equal("企画部", PlanDraft.Parse(draft.Draft).Get("contacts[0].department")?.ToString());
        Assert.Equal(
            "entry-gone",
            Assert.Throws<RuleBroken>(() => draft.Edit("functions[0].recipients[0].name", _ => { }, An.Representative, seen)).Code
        );
        draft.Edit("functions[0].name", plan => plan.Set("functions[0].name", "名称"), An.Representative, draft.Removals);
    }

    [Fact]
    public void Asks_likewise_about_what_is_said_of_a_correction()
    {
        var application = A.At(ApplicationState.Correcting);
        application.AnswerCorrection("service.summary", "直した", Colleague, [""]);
        Assert.Equal(
            "直した",
            Assert.Throws<AnswerTaken>(() => application.AnswerCorrection("service.summary", "変えた", An.Representative, [""])).Theirs
        );
        application.AnswerCorrection("service.summary", "変えた", An.Representative, ["直した"]);
    }

    [Fact]
    public void Begins_anew_with_each_filing()
    {
        var draft = A.Draft();
        Write(draft, Colleague, "service.url", "https://example.jp/", "");
        draft.Submit("R8-0001", A.Plan(), An.Representative);
        Assert.Empty(draft.Edits);
    }

    [Fact]
    public void Is_sealed_over_all_that_was_filed()
    {
        FiledFile file = new("privacyPolicy", "方針.pdf", new string('a', 64), 12);
        string[] seals =
        [
            FilingSeal.Of(1, "d1", "2026-04", []),
            FilingSeal.Of(2, "d1", "2026-04", []),
            FilingSeal.Of(1, "d2", "2026-04", []),
            FilingSeal.Of(1, "d1", "2027-04", []),
            FilingSeal.Of(1, "d1", "2026-04", [file]),
            FilingSeal.Of(1, "d1", "2026-04", [file with { Sha256 = new string('b', 64) }]),
            FilingSeal.Of(1, "d1", "2026-04", [file with { Name = "別.pdf" }]),
        ];
        Assert.Equal(seals.Length, seals.Distinct().Count());
        var other = file with { Kind = "screens" };
        Assert.Equal(FilingSeal.Of(1, "d1", null, [file, other]), FilingSeal.Of(1, "d1", null, [other, file]));

        var draft = A.Draft();
        draft.Submit("R8-0001", A.Plan() with { Terms = "2026-04", Files = [file] }, An.Representative);
        Assert.Equal(FilingSeal.Of(1, "d1", "2026-04", [file]), draft.LatestVersion!.Seal);
    }
}
