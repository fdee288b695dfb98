using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using static Microsoft.Playwright.Assertions;
using static ReviewPortal.Screen;

namespace ReviewPortal;

/// <summary>Files that go with a message, from one side's window to the other's. A demonstration lets them be had after a warning.</summary>
public class FilesInTalk(Stage stage)
{
    [Fact]
    public Task Go_with_the_message_and_are_opened_by_the_office() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var rep = await scene.SignInAsync("rep");
            var lead = await scene.SignInAsync("lead");
            await lead.Page.GotoAsync(Links.CaseMessages(id));
            await Expect(lead.Heading).ToBeVisibleAsync();
            await rep.Page.GotoAsync(Links.Messages(id));
            var form = rep.Page.Locator(".talk-form");
            var (one, two) = (Pdf("構成図"), Pdf("同意画面"));

            await form.Locator("input[type=file]").SetInputFilesAsync([one, two]);
            await Expect(form.Locator(".file-row")).ToHaveCountAsync(2);
            await form.GetByRole(AriaRole.Button, new() { Name = Words["file.remove-file", two.Name] }).ClickAsync();
            await rep.ConfirmAsync("file.remove");
            await Expect(form.Locator(".file-row")).ToHaveCountAsync(1);
            await form.Locator("input[type=file]").SetInputFilesAsync(two);
            await Expect(form.Locator(".file-row")).ToHaveCountAsync(2);
            await rep.Page.ScreenshotAsync(new() { Path = Path.Combine(Stage.Artifacts, "files-to-send.png"), FullPage = true });
            // Nothing of it is the office's before it is sent.
            Assert.False(lead.HasReceived(one.Name));

            await form.GetByRole(AriaRole.Textbox).FillAsync("図と画面をお送りします。");
            await form.GetByRole(AriaRole.Button, new() { Name = Words["messages.send"], Exact = true }).ClickAsync();
            await Expect(rep.Page.Locator(".talk .file-row")).ToHaveCountAsync(2);
            await Expect(form.Locator(".file-row")).ToHaveCountAsync(0);

            // The office's open page reads itself anew.
            var sent = lead.Page.Locator(".talk .file-row").Filter(new() { HasText = one.Name });
            await Expect(sent).ToBeVisibleAsync();
            await sent.GetByRole(AriaRole.Button, new() { Name = Words["file.download-file", one.Name] }).ClickAsync();
            await sent.GetByRole(AriaRole.Button, new() { Name = Words["file.warning-on"] }).ClickAsync();
            var download = await lead.Page.RunAndWaitForDownloadAsync(() =>
                sent.GetByRole(AriaRole.Link, new() { Name = Words["file.download-file", one.Name] }).ClickAsync()
            );
            Assert.Equal(one.Name, download.SuggestedFilename);
            Assert.Equal(one.Buffer, await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
            await lead.Page.ScreenshotAsync(new() { Path = Path.Combine(Stage.Artifacts, "files-sent.png"), FullPage = true });
        });

    async Task<ApplicationId> InReviewAsync()
    {
        await using var db = Database.Open(stage.Portal.DataFolder);
        return await db
            .Applications.Where(a => a.IsDemo && a.State == ApplicationState.InReview)
            .OrderBy(a => a.CreatedAt)
            .Select(a => a.Id)
            .FirstAsync();
    }
}
