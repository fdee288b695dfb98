using ReviewPortal.Domain.Files;

namespace ReviewPortal.Domain.Applications;

/// <summary>What the two sides of an application say to each other.</summary>
public sealed partial class Application
{
    /// <summary>Asks the applicant a question. The clock stands until it is answered; several may be open, and the time counts once.</summary>
    /// <exception cref="RuleBroken"><c>inquiry-question</c>, <c>due-past</c>, <c>due-far</c>, <c>file-gone</c></exception>
    public void Inquire(string question, DateOnly dueOn, Act act, IReadOnlyCollection<TalkFile>? files = null)
    {
        var move = Permit(ApplicationAction.Inquire, act);
        var asked = Written(question, "inquiry-question");
        RequireAnswerDay(dueOn, act);
        var inquiry = new Inquiry(asked, dueOn, act);
        TalkFile.Send(files ?? [], Id, TalkPlace.Inquiry, inquiry.Id, act);
        inquiries.Add(inquiry);
        Go(move, new InquiryMade(inquiry.Id, dueOn), act);
    }

    /// <summary>The applicant answers, once.</summary>
    /// <exception cref="RuleBroken"><c>inquiry-answer</c>, <c>text-unusable</c>, <c>text-too-long</c>, <c>inquiry-answered</c>, <c>file-gone</c></exception>
    public void AnswerInquiry(Guid id, string answer, Act act, IReadOnlyCollection<TalkFile>? files = null)
    {
        var move = Permit(ApplicationAction.AnswerInquiry, act);
        var inquiry = inquiries.SingleOrDefault(one => one.Id == id);
        Require(inquiry is { IsOpen: true }, "inquiry-answered");
        var written = Written(answer, "inquiry-answer");
        TalkFile.Send(files ?? [], Id, TalkPlace.Answer, id, act);
        (inquiry!.Answer, inquiry.AnsweredByName, inquiry.ClosedAt) = (written, act.Name, act.At);
        Go(move, new InquiryAnswered(id), act);
        DraftSavedAt = act.At;
    }

    /// <summary>Refuses unless the table lists it; for what is kept beside the application and does not change it.</summary>
    internal void Allow(ApplicationAction action, Act act) => Permit(action, act);
}
