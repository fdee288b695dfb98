using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Files;

public class DocumentsOfAnApplication
{
    static StoredFile File(string name = "登録証.pdf", long size = 1000, string digest = "d1") => new(name, FileType.Pdf, size, digest);

    static Attachment Attach(
        Application application,
        DocumentKind kind = DocumentKind.Certificate,
        string digest = "d1",
        Guid? replaces = null
    ) => application.Attach(kind, null, File(digest: digest), replaces, An.Representative);

    static Application Filed(out Attachment file)
    {
        var application = A.Draft();
        file = Attach(application);
        application.Submit("R8-0001", A.Plan(), An.Representative);
        return application;
    }

    static Application Correcting(string path, out Attachment file)
    {
        var application = Filed(out file);
        application.RequestCorrection([new(path, "直してください")], A.Due, An.Intake);
        return application;
    }

    static string? Refusal(Action act) => Record.Exception(act) is RuleBroken refusal ? refusal.Code : null;

    [Fact]
    public void Are_frozen_with_each_submission()
    {
        var application = Correcting("documents.certificate", out var old);
        var added = Attach(application, digest: "d2", replaces: old.Id);
        application.AnswerCorrection("documents.certificate", "差し替えました", An.Representative);
        application.Resubmit(A.Plan(), An.Representative);

        Assert.Equal([("登録証.pdf", "d1")], application.Versions[0].Files.Select(file => (file.Name, file.Sha256)));
        Assert.Equal([("登録証.pdf", "d2")], application.Versions[1].Files.Select(file => (file.Name, file.Sha256)));
        Assert.Equal(old.Id, added.Replaces);
        Assert.Equal((1, 2), (application.FiledWith(old.Id), application.FiledWith(added.Id)));
        var told = Assert.IsType<ApplicationResubmitted>(application.Happened[^1].Event);
        Assert.Equal(["documents.certificate"], told.ChangedPaths);
    }

    [Fact]
    public void Open_in_a_correction_only_where_it_names_them()
    {
        var application = Correcting("documents.certificate", out var file);

        Assert.True(application.OpensDocuments(DocumentKind.Certificate, An.Representative));
        Assert.False(application.OpensDocuments(DocumentKind.Screens, An.Representative));
        Assert.Equal("documents-closed", Refusal(() => Attach(application, DocumentKind.Screens)));
        Assert.Null(Refusal(() => application.RemoveFile(file.Id, An.Representative)));
        Assert.NotNull(file.RemovedAt);
        Assert.Single(application.LatestVersion!.Files);
    }

    [Fact]
    public void Stay_closed_in_a_correction_of_answers()
    {
        var application = Correcting("service.summary", out var file);

        Assert.Equal("documents-closed", Refusal(() => application.RemoveFile(file.Id, An.Representative)));
        Assert.Equal("documents-closed", Refusal(() => Attach(application, digest: "d2")));
    }

    [Fact]
    public void Prove_an_item_of_the_check_sheet_that_is_asked_about_again()
    {
        var application = Correcting("checkSheet", out _);

        Assert.Null(Refusal(() => application.Attach(DocumentKind.Evidence, "GL-203", File(digest: "d3"), null, An.Representative)));
    }

    [Fact]
    public void Cannot_be_asked_for_by_a_name_that_there_is_not() =>
        Assert.Equal("correction-path", Refusal(() => Filed(out _).RequestCorrection([new("documents.secrets", "…")], A.Due, An.Intake)));

    [Fact]
    public void Are_closed_once_filed_and_to_others_always()
    {
        var application = Filed(out var file);

        Assert.Equal("not-now", Refusal(() => Attach(application, digest: "d2")));
        Assert.Equal("not-now", Refusal(() => application.RemoveFile(file.Id, An.Representative)));
        Assert.Equal(
            "not-allowed",
            Refusal(() =>
                A.Draft()
                    .Attach(
                        DocumentKind.Other,
                        null,
                        File(),
                        null,
                        An.Act(Role.Representative, "stranger", organization: An.OtherOrganization)
                    )
            )
        );
    }

    [Fact]
    public void That_were_never_filed_leave_nothing_when_they_are_taken_out()
    {
        var application = A.Draft();
        var file = Attach(application);
        application.RemoveFile(file.Id, An.Representative);

        Assert.Empty(application.Attachments);
        Assert.Equal("file-gone", Refusal(() => application.RemoveFile(file.Id, An.Representative)));
    }

    [Fact]
    public void Have_limits()
    {
        var application = A.Draft();
        Assert.Equal(
            "file-large",
            Refusal(() => application.Attach(DocumentKind.Other, null, File(size: FileLimits.One + 1), null, An.Representative))
        );
        for (var i = 0; i < 5; i++)
        {
            application.Attach(DocumentKind.Other, null, File(size: FileLimits.One, digest: $"x{i}"), null, An.Representative);
        }

        Assert.Equal(
            "files-large",
            Refusal(() => application.Attach(DocumentKind.Other, null, File(size: 1, digest: "y"), null, An.Representative))
        );
        Assert.Equal(
            "file-double",
            Refusal(() => application.Attach(DocumentKind.Other, null, File(size: 1, digest: "x0"), null, An.Representative))
        );
        var twice = Assert.Throws<RuleBroken>(() =>
            application.Attach(DocumentKind.Other, null, File(size: 1, digest: "x0") with { Name = "別名.pdf" }, null, An.Representative)
        );
        Assert.Equal(["別名.pdf", application.Attachments[0].Name], twice.Details);
        var first = application.Attachments[0].Id;
        Assert.Null(Refusal(() => application.Attach(DocumentKind.Other, null, File(size: 1, digest: "y"), first, An.Representative)));
    }

    [Fact]
    public void Are_not_known_to_officials_before_they_are_filed()
    {
        var application = Correcting("documents.certificate", out var filed);
        var added = Attach(application, digest: "d2");

        Assert.True(application.ShowsFile(filed, An.Intake));
        Assert.False(application.ShowsFile(added, An.Intake));
        Assert.True(application.ShowsFile(added, An.Representative));
        Assert.Equal("file-gone", Refusal(() => application.Redact(added.Id, "個人情報", [], An.Intake)));
    }

    [Fact]
    public void Are_redacted_once_with_a_reason_that_stands_in_the_history()
    {
        var application = Filed(out var file);
        Assert.Equal("redact-reason", Refusal(() => application.Redact(file.Id, "  ", [], An.Lead)));
        Assert.Equal("not-allowed", Refusal(() => application.Redact(file.Id, "個人情報", [], An.Reviewer)));

        application.Redact(file.Id, "実在の人の健診結果が含まれる", [], An.Lead);

        Assert.False(file.IsCurrent);
        var told = application.Happened[^1];
        Assert.Equal(new FileRedacted(file.Id, DocumentKind.Certificate, "実在の人の健診結果が含まれる"), told.Event);
        Assert.Equal(An.Lead.Name, told.Act.Name);
        Assert.Equal("file-redacted", Refusal(() => application.Redact(file.Id, "もう一度", [], An.Lead)));
        Assert.Equal(ApplicationState.Arrived, application.State);
    }

    [Fact]
    public void With_the_same_content_are_redacted_together()
    {
        var application = A.Draft();
        var one = Attach(application);
        var other = Attach(application, DocumentKind.Other);
        application.Submit("R8-0001", A.Plan(), An.Representative);

        application.Redact(one.Id, "誤って添付", [], An.Intake);

        Assert.NotNull(other.Redaction);
    }

    [Fact]
    public void Can_be_redacted_even_when_the_case_has_ended() =>
        Assert.All(
            new[] { ApplicationState.Issued, ApplicationState.Withdrawn },
            state => Assert.Contains(ApplicationAction.Redact, A.At(state).OpenTo(An.Lead))
        );

    [Fact]
    public void Go_along_into_a_copy_of_the_same_organisation_only()
    {
        var old = Filed(out _);
        var copy = A.Draft();

        copy.TakeFilesOf(old, new HashSet<string> { "d1" }, An.Representative);

        Assert.Equal(["d1"], copy.Attachments.Select(file => file.Digest));
        Assert.NotEqual(old.Attachments[0].Id, copy.Attachments[0].Id);
    }

    [Fact]
    public void Go_along_into_a_copy_as_they_were_filed_last_and_only_what_may()
    {
        var old = A.Draft();
        Attach(old);
        var taken = Attach(old, DocumentKind.Other, "d2");
        var infected = Attach(old, DocumentKind.Other, "d3");
        old.Submit("R8-0001", A.Plan(), An.Representative);
        old.Redact(taken.Id, "誤って添付", [], An.Intake);
        var copy = A.Draft();

        copy.TakeFilesOf(old, old.Attachments.Select(file => file.Digest).Except([infected.Digest]).ToHashSet(), An.Representative);

        Assert.Equal(["d1"], copy.Attachments.Select(file => file.Digest));
    }

    [Fact]
    public void Are_compared_by_name_and_digest()
    {
        FiledFile Frozen(string name, string digest, DocumentKind kind = DocumentKind.Other) =>
            new(DocumentPath.Name(kind), name, digest, 1, Guid.NewGuid());
        FiledFile[] before = [Frozen("同じ.pdf", "a"), Frozen("変わる.pdf", "b"), Frozen("なくなる.pdf", "c"), Frozen("古い名前.pdf", "e")];
        FiledFile[] after =
        [
            before[0],
            Frozen("変わる.pdf", "b2"),
            Frozen("増える.pdf", "d", DocumentKind.Certificate),
            Frozen("新しい名前.pdf", "e"),
        ];

        var changes = DocumentDiff.Between(before, after);

        Assert.Equal(
            [(null, "増える.pdf"), ("変わる.pdf", "変わる.pdf"), ("古い名前.pdf", "新しい名前.pdf"), ("なくなる.pdf", null)],
            changes.Select(change => (change.Before?.Name, change.After?.Name))
        );
        Assert.Empty(DocumentDiff.Between(before, [.. before.Select(file => file with { Id = Guid.NewGuid() })]));
    }
}
