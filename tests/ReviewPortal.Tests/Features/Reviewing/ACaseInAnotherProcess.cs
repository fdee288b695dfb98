using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Messages;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What another process of the portal does to a case is told to the open pages of this one.</summary>
public class ACaseInAnotherProcess
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_once_and_to_the_side_that_may_know()
    {
        await using var portal = await TestPortal.OnAsync(Providers.Sqlite);
        var signals = portal.Services.GetRequiredService<CaseSignals>();
        var id = await Talking.InReviewAsync(portal);
        var other = await portal.DraftAsync();
        var (office, applicant) = (0, 0);
        using var theirs = signals.Listen(id, Holder.Government, () => Counted(ref office));
        using var mine = signals.Listen(id, Holder.Applicant, () => Counted(ref applicant));
        await signals.RememberAsync(id, Cancel);
        Assert.Equal((0, 0), await HeardAsync());

        await ElsewhereAsync(other, (_, application, act) => application.Edit("service.name", plan => plan.Set("service.name", "名"), act));
        Assert.Equal((0, 0), await HeardAsync());
        await ElsewhereAsync(id, (db, application, act) => db.InternalNotes.Add(InternalNote.Write(application, "内部", [], act)));
        Assert.Equal((1, 0), await HeardAsync());
        await ElsewhereAsync(id, (_, application, act) => application.RequestOpinions([Ministry.Mhlw], "意見を", Talking.Due, act));
        Assert.Equal((1, 0), await HeardAsync());
        await ElsewhereAsync(id, (db, application, act) => db.Messages.Add(Message.Write(application, "ご連絡", act)));
        Assert.Equal((1, 1), await HeardAsync());
        Assert.Equal((0, 0), await HeardAsync());

        // What this process does is told at once, and a page that reads itself anew has nothing left to be told.
        await portal.Services.AsAsync<MessageService>("lead", s => s.SendAsync(id, "ご連絡"));
        Assert.Equal((1, 1), (office, applicant));
        await signals.RememberAsync(id, Cancel);
        Assert.Equal((0, 0), await HeardAsync());

        // A page that is opened now hides nothing from those that were open before.
        await ElsewhereAsync(id, (db, application, act) => db.Messages.Add(Message.Write(application, "もう一度", act)));
        await signals.RememberAsync(id, Cancel);
        Assert.Equal((1, 1), await HeardAsync());

        async Task<(int, int)> HeardAsync()
        {
            (office, applicant) = (0, 0);
            await signals.LookAsync(Cancel);
            return (office, applicant);
        }

        async Task ElsewhereAsync(ApplicationId which, Action<PortalDb, Application, Act> change)
        {
            await using var db = await portal.Services.NewDbAsync();
            var application = await db.Applications.SingleAsync(a => a.Id == which, Cancel);
            var isDraft = application.State == ApplicationState.Draft;
            Act act = new(
                new(Guid.NewGuid()),
                isDraft ? "出母 二郎" : "架空 主査",
                new HashSet<Role> { isDraft ? Role.Contributor : Role.Lead },
                DateTime.UtcNow,
                isDraft ? application.Organization : null
            );
            change(db, application, act);
            await db.SaveChangesAsync(Cancel);
        }

        static Task Counted(ref int count)
        {
            count++;
            return Task.CompletedTask;
        }
    }
}
