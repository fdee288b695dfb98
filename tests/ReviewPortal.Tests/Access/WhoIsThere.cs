using Microsoft.Extensions.Logging.Abstractions;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

public class WhoIsThere
{
    readonly HandOfTheClock clock = new();
    readonly ApplicationId id = new(Guid.NewGuid());
    int told;

    [Fact]
    public void Are_the_others_each_once_and_nobody_after_leaving()
    {
        CasePresence presence = new(clock, NullLogger<CasePresence>.Instance);
        var (first, second) = (Official("主査 公一"), Official("審査 総子"));
        using var mine = presence.Enter(id, first, Counted);
        var one = presence.Enter(id, second, () => Task.CompletedTask);
        var two = presence.Enter(id, second, () => Task.CompletedTask);
        using var elsewhere = presence.Enter(new(Guid.NewGuid()), second, () => Task.CompletedTask);

        Assert.Equal([new(second.By, "審査 総子", IsWriting: false)], presence.Others(id, first.By));
        Assert.Equal([new(first.By, "主査 公一", IsWriting: false)], presence.Others(id, second.By));
        Assert.Equal(2, told);

        one.Dispose();
        Assert.Single(presence.Others(id, first.By));
        two.Dispose();
        two.Dispose();
        Assert.Empty(presence.Others(id, first.By));
        Assert.Equal(4, told);
    }

    [Fact]
    public void Writes_until_nothing_was_typed_for_a_while()
    {
        CasePresence presence = new(clock, NullLogger<CasePresence>.Instance);
        var (first, second) = (Official("主査 公一"), Official("審査 総子"));
        using var mine = presence.Enter(id, first, Counted);
        using var theirs = presence.Enter(id, second, () => Task.CompletedTask);

        theirs.Write();
        theirs.Write();
        Assert.True(Assert.Single(presence.Others(id, first.By)).IsWriting);
        // Two keys are one beginning: an open page is not drawn anew for every letter.
        Assert.Equal(2, told);

        clock.Strike();
        Assert.False(Assert.Single(presence.Others(id, first.By)).IsWriting);
        Assert.Equal(3, told);

        // A form that stands outside the page says it by case and person, and the end too.
        presence.Write(id, second.By);
        Assert.True(Assert.Single(presence.Others(id, first.By)).IsWriting);
        presence.Stop(id, second.By);
        Assert.False(Assert.Single(presence.Others(id, first.By)).IsWriting);
    }

    Task Counted()
    {
        told++;
        return Task.CompletedTask;
    }

    static Act Official(string name) => new(new(Guid.NewGuid()), name, new HashSet<Role> { Role.Lead }, DateTime.UtcNow);

    // Timers that go off when the test says so.
    sealed class HandOfTheClock : TimeProvider
    {
        readonly List<Timer> timers = [];

        public void Strike() => timers.Where(timer => timer.IsSet).ToList().ForEach(timer => timer.Strike());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timer timer = new(callback, state);
            timers.Add(timer);
            return timer;
        }

        sealed class Timer(TimerCallback callback, object? state) : ITimer
        {
            public bool IsSet { get; private set; }

            public bool Change(TimeSpan dueTime, TimeSpan period) => IsSet = dueTime != Timeout.InfiniteTimeSpan;

            public void Strike()
            {
                IsSet = false;
                callback(state);
            }

            public void Dispose() => IsSet = false;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
