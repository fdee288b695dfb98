using Bunit;

namespace ReviewPortal.Shell.Files;

public sealed class ADropZone : PortalTest
{
    [Fact]
    public async Task Offers_no_way_back_once_all_of_a_file_is_with_the_server()
    {
        var zone = await SendingAsync(calledBack: true);
        Assert.Single(zone.FindAll(".upload-list button"));

        await zone.InvokeAsync(() => zone.Instance.Progress(1, 100));

        Assert.Empty(zone.FindAll(".upload-list button"));
        Assert.Contains(Words["upload.checking"], zone.Find(".upload-list").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_file_was_called_back_only_when_it_was()
    {
        var zone = await SendingAsync(calledBack: false);

        await zone.Find(".upload-list button").ClickAsync(new());

        Assert.DoesNotContain(Words["upload.cancelled", "計画.pdf"], zone.Markup, StringComparison.Ordinal);
        Assert.Contains("計画.pdf", zone.Find(".upload-list").TextContent, StringComparison.Ordinal);
        await zone.InvokeAsync(() => zone.Instance.End(1, null));
        Assert.Contains(Words["upload.done", "計画.pdf"], zone.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_file_was_called_back()
    {
        var zone = await SendingAsync(calledBack: true);

        await zone.Find(".upload-list button").ClickAsync(new());

        Assert.Contains(Words["upload.cancelled", "計画.pdf"], zone.Markup, StringComparison.Ordinal);
        Assert.Empty(zone.FindAll(".upload-list"));
    }

    // The script is asked to call a file back, and says whether it could.
    async Task<IRenderedComponent<DropZone>> SendingAsync(bool calledBack)
    {
        var handle = JSInterop.SetupModule("import", _ => true).SetupModule("receive", _ => true);
        handle.Setup<bool>("cancel", 1).SetResult(calledBack);
        var zone = Render<DropZone>(p => p.Add(one => one.Id, "zone").Add(one => one.Label, "書類").Add(one => one.Address, "/files?x=1"));
        await zone.InvokeAsync(() => zone.Instance.Begin([new(1, "計画.pdf")]));
        return zone;
    }
}
