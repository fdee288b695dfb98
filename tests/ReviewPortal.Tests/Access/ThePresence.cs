using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

public class ThePresence
{
    [Fact]
    public async Task Of_somebody_ends_with_the_connection_and_comes_back_with_it()
    {
        CasePresence presence = new();
        var (id, me, colleague) = (ApplicationId.New(), new UserId(Guid.NewGuid()), new UserId(Guid.NewGuid()));
        var told = 0;
        using var mine = presence.Enter(id, me, "主査 公一", TellAsync);
        OwnPresence circuit = new() { Ticket = presence.Enter(id, colleague, "受付 太郎", () => Task.CompletedTask) };
        Assert.Equal(["受付 太郎"], Names());
        var before = told;

        await circuit.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);

        // The page stays in the server's memory for a while; its person does not.
        Assert.Empty(Names());
        Assert.Equal(before + 1, told);

        await circuit.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        Assert.Equal(["受付 太郎"], Names());
        circuit.Ticket.Dispose();
        Assert.Empty(Names());

        IEnumerable<string> Names() => presence.Others(id, me).Select(person => person.Name);

        Task TellAsync()
        {
            told++;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Is_no_ones_where_no_case_is_open() =>
        await new OwnPresence().OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
}
