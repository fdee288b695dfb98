using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal;

/// <summary>Every address in the portal, one method each. All are local and start with a slash.</summary>
public static class Links
{
    public static string Start() => "/";

    /// <summary>業務の一覧: where a signed-in person begins.</summary>
    public static string Home() => "/home";

    /// <summary>申請: the applicant's list.</summary>
    /// <param name="query">The filter's values; those that are null are left out.</param>
    public static string Applications(params IEnumerable<(string Name, string? Value)> query) => With("/applications", query);

    /// <summary>The applicant's page of one application.</summary>
    public static string Application(ApplicationId id) => $"/applications/{id.Value}";

    /// <summary>自己診断. Public.</summary>
    public static string SelfCheck() => "/self-check";

    /// <summary>Begins a draft with answers from elsewhere.</summary>
    /// <param name="answers">As <c>PlanLink</c> writes them.</param>
    public static string NewFrom(string answers) => With("/applications/new", ("a", answers));

    /// <summary>The form in which a plan is written or corrected.</summary>
    /// <param name="step">The step at which it opens; the first when null.</param>
    public static string Plan(ApplicationId id, PlanStep? step = null) =>
        With($"/applications/{id.Value}/plan", ("step", step?.ToString().ToLowerInvariant()));

    /// <summary>The form, at the field of an answer.</summary>
    /// <param name="fieldId">The id of its control.</param>
    public static string PlanField(ApplicationId id, string fieldId) => $"{Plan(id)}#{fieldId}";

    /// <summary>Two submitted versions side by side, for the applicant.</summary>
    public static string Compare(ApplicationId id, int? from = null, int? to = null) =>
        With($"/applications/{id.Value}/compare", ("from", Number(from)), ("to", Number(to)));

    /// <summary>The same for officials.</summary>
    public static string CaseCompare(ApplicationId id, int? from = null, int? to = null) =>
        With($"/cases/{id.Value}", ("tab", "versions"), ("from", Number(from)), ("to", Number(to)));

    /// <summary>The messages of an application, for the applicant.</summary>
    public static string Messages(ApplicationId id) => $"/applications/{id.Value}/messages";

    /// <summary>The same for officials.</summary>
    public static string CaseMessages(ApplicationId id, string? list = null) => With($"/cases/{id.Value}/messages", ("list", list));

    /// <summary>Notes among officials about a case.</summary>
    public static string CaseNotes(ApplicationId id, string? list = null) => With($"/cases/{id.Value}/notes", ("list", list));

    /// <summary>定型文: the texts that officials keep for messages and inquiries.</summary>
    public static string TextBlocks() => "/text-blocks";

    /// <summary>Takes over a plan from a file.</summary>
    public static string Import() => "/applications/import";

    /// <summary>The empty Excel template of a plan. For those who write plans.</summary>
    public static string Template() => "/applications/template.xlsx";

    /// <summary>The application's answers in the Excel template.</summary>
    public static string PlanWorkbook(ApplicationId id) => $"/applications/{id.Value}/plan.xlsx";

    /// <summary>The application's answers in the wire format.</summary>
    public static string PlanJson(ApplicationId id) => $"/applications/{id.Value}/plan.json";

    /// <summary>Takes a POST with the content of one file; the script that sends it adds its name.</summary>
    /// <param name="item">The check-sheet item that evidence belongs to.</param>
    /// <param name="replaces">The file whose place it takes.</param>
    public static string Upload(ApplicationId id, DocumentKind kind, string? item = null, Guid? replaces = null) =>
        With($"/applications/{id.Value}/files", ("kind", kind.ToString()), ("item", item), ("replaces", replaces?.ToString()));

    /// <summary>Where a file is sent that goes with a message, an inquiry or its answer; the page's script adds its name.</summary>
    /// <param name="inquiry">The inquiry that is being answered.</param>
    public static string Upload(ApplicationId id, TalkPlace place, Guid? inquiry = null) =>
        With($"/applications/{id.Value}/files/talk", ("place", place.ToString()), ("inquiry", inquiry?.ToString()));

    /// <summary>A file's content.</summary>
    /// <param name="preview">To be shown in the browser rather than downloaded.</param>
    /// <param name="warned">The person was told that it was not scanned.</param>
    public static string File(ApplicationId id, Guid file, bool preview = false, bool warned = false) =>
        With($"/applications/{id.Value}/files/{file}{(preview ? "/preview" : "")}", ("warned", warned ? "true" : null));

    /// <summary>The plan's check sheet as PDF.</summary>
    public static string CheckSheetPdf(ApplicationId id) => $"/applications/{id.Value}/check-sheet.pdf";

    /// <summary>The check sheet as PDF, not filled in. Public.</summary>
    public static string CheckSheetPdf() => "/criteria/check-sheet.pdf";

    /// <summary>The issued letter as PDF, for the applicant and for officials.</summary>
    public static string LetterPdf(ApplicationId id) => $"/applications/{id.Value}/letter.pdf";

    /// <summary>案件: the officials' list.</summary>
    /// <param name="query">The filter's values; those that are null are left out.</param>
    public static string Cases(params IEnumerable<(string Name, string? Value)> query) => With("/cases", query);

    /// <summary>The officials' page of one application.</summary>
    public static string Case(ApplicationId id, string? tab = null) => With($"/cases/{id.Value}", ("tab", tab));

    /// <summary>起案: the recommendation as it is written.</summary>
    public static string Recommendation(ApplicationId id) => $"/cases/{id.Value}/recommendation";

    /// <summary>条件集: the conditions that officials keep ready.</summary>
    public static string Conditions() => "/conditions";

    /// <summary>The case as it is opened from a list: the list travels along, so that the cases beside it are known.</summary>
    /// <param name="list">What stands behind the question mark of the list's address.</param>
    public static string CaseFrom(ApplicationId id, string list, string? tab = null) =>
        With($"/cases/{id.Value}", ("tab", tab), ("list", list.Length == 0 ? "all" : list));

    /// <summary>The filtered cases as a file.</summary>
    /// <param name="kind"><c>csv</c> or <c>xlsx</c>.</param>
    /// <param name="query">The filter's values, as of <see cref="Cases"/>.</param>
    public static string CasesFile(string kind, IEnumerable<(string Name, string? Value)> query) => With($"/cases/export.{kind}", query);

    /// <summary>ラベル: the vocabulary with which officials mark cases.</summary>
    public static string Labels() => "/cases/labels";

    /// <summary>不在時の代理: who looks after whose cases.</summary>
    public static string Delegations() => "/delegations";

    /// <summary>統計: where the time of reviews goes.</summary>
    public static string Statistics(params IEnumerable<(string Name, string? Value)> query) => With("/statistics", query);

    /// <summary>The same as a file.</summary>
    public static string StatisticsCsv(params IEnumerable<(string Name, string? Value)> query) => With("/statistics.csv", query);

    /// <summary>文書のひな形: the templates of letters.</summary>
    public static string Letters() => "/letters";

    /// <summary>The template of one kind of letter.</summary>
    public static string LetterTemplate(LetterKind kind) => $"/letters/{kind.ToString().ToLowerInvariant()}";

    /// <summary>One letter as PDF, for the applicant and for officials.</summary>
    public static string LetterFile(ApplicationId application, Guid letter) => $"/applications/{application.Value}/letters/{letter}.pdf";

    /// <summary>Whether a letter is genuine and stands. Public; the address stands on the letter.</summary>
    public static string Verify(Guid letter) => $"/verify/{letter}";

    /// <summary>補正の文例: what officials keep for corrections, rule by rule.</summary>
    public static string CorrectionTexts() => "/correction-texts";

    /// <summary>Where an invited expert comes in. Public; the secret of the mail opens it.</summary>
    /// <param name="secret">Behind the mark, so that no server, log or other site gets it; null for the address alone.</param>
    public static string Expert(string? secret = null) => secret is null ? "/expert" : $"/expert#{secret}";

    /// <summary>The one case of an expert who has come in.</summary>
    public static string ExpertCase() => "/expert/case";

    /// <summary>運用中サービス一覧. Public.</summary>
    /// <param name="asOf">The day whose register is shown; today's when null.</param>
    /// <param name="size">Rows on a page; the page's own default when null.</param>
    public static string Register(DateOnly? asOf = null, int? size = null) =>
        With("/register", ("asOf", asOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("size", Number(size)));

    /// <summary>運用中事業者内訳 as PDF. Public.</summary>
    public static string BreakdownPdf(DateOnly asOf) =>
        With("/register/breakdown.pdf", ("asOf", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>審査の基準. Public.</summary>
    /// <param name="rule">The rule at which the page opens.</param>
    /// <param name="set">The rule set as <c>ID@REVISION</c>; the one in force when null.</param>
    public static string Criteria(string? rule = null, string? set = null) =>
        With("/criteria", ("set", set)) + (rule is null ? "" : $"#{rule}");

    /// <summary>The same, printed. Public.</summary>
    public static string CriteriaPdf(string set) => With("/criteria.pdf", ("set", set));

    /// <summary>規則集: the officials' list of rule sets.</summary>
    public static string RuleSets(params IEnumerable<(string Name, string? Value)> query) => With("/rule-sets", query);

    /// <summary>One rule set of the portal's own.</summary>
    public static string RuleSet(PortalRuleSetId id, params IEnumerable<(string Name, string? Value)> query) =>
        With($"/rule-sets/{id.Value}", query);

    /// <summary>The form for one part of a draft.</summary>
    /// <param name="list">The list, or <c>set</c>.</param>
    /// <param name="at">The entry's place from 0; null for a new one.</param>
    public static string RuleSetPart(PortalRuleSetId id, string list, int? at = null) =>
        $"/rule-sets/{id.Value}/{list}/{(at is { } place ? Number(place) : "new")}";

    /// <summary>The concerned applications of an impact run as a file.</summary>
    public static string ImpactCsv(Guid run) => $"/rule-sets/impact/{run}.csv";

    /// <summary>一致の状況: how officials' decisions agree with the rules.</summary>
    public static string Agreement(params IEnumerable<(string Name, string? Value)> query) => With("/agreement", query);

    /// <summary>The same as a file.</summary>
    public static string AgreementCsv(params IEnumerable<(string Name, string? Value)> query) => With("/agreement.csv", query);

    /// <param name="returnUrl">Where to go afterwards; only local addresses are followed.</param>
    public static string SignIn(string? returnUrl = null) => With("/account/login", ("returnUrl", returnUrl));

    /// <summary>The second step of signing in.</summary>
    public static string SignInWithCode(string? returnUrl = null, bool remember = false) =>
        With("/account/login/code", ("returnUrl", returnUrl), ("remember", remember ? "true" : null));

    public static string SignInWithRecoveryCode(string? returnUrl = null) => With("/account/login/recovery", ("returnUrl", returnUrl));

    /// <summary>Takes a POST with an antiforgery token.</summary>
    public static string SignOut() => "/account/logout";

    public static string LockedOut() => "/account/locked";

    public static string Denied() => "/account/denied";

    public static string ChangePassword() => "/account/password";

    public static string TwoFactor() => "/account/two-factor";

    public static string ForgotPassword() => "/account/forgot";

    /// <summary>Sets a new password; reached from a mail.</summary>
    public static string ResetPassword() => "/account/reset";

    public static string ChangeAddress() => "/account/address";

    /// <summary>Makes a new address the account's; reached from a mail.</summary>
    public static string ConfirmAddress() => "/account/address/confirm";

    /// <summary>招待: where an invited person joins; reached from a mail.</summary>
    public static string Invitation() => "/account/invitation";

    /// <summary>Takes the secret of a mail out of the address and goes on to the page, so that no page, log or other site sees it.</summary>
    /// <param name="page">One of the pages that are reached from mails.</param>
    public static string FromMail(string page, string? secret) => With("/from-mail", ("to", page), ("t", secret));

    /// <summary>Which mails a person gets.</summary>
    public static string MailWishes() => "/account/mail";

    /// <summary>Does without a kind of mail; reached from a mail.</summary>
    public static string Unsubscribe() => "/account/mail/unsubscribe";

    /// <summary>The same for mail programs, which send a POST.</summary>
    public static string UnsubscribeAtOnce(string? secret = null) => With("/from-mail/unsubscribe", ("t", secret));

    /// <summary>チーム: the people of the applicant's organisation.</summary>
    public static string Team(params IEnumerable<(string Name, string? Value)> query) => With("/team", query);

    /// <summary>The people of one application.</summary>
    public static string ApplicationPeople(ApplicationId id, params IEnumerable<(string Name, string? Value)> query) =>
        With($"/applications/{id.Value}/people", query);

    /// <summary>権限: officials and their roles.</summary>
    public static string Rights(string? text = null, int? page = null, int? size = null) =>
        With("/rights", ("q", text), ("page", Number(page)), ("size", Number(size)));

    /// <summary>The outbox of mails.</summary>
    public static string Outbox(string? state = null, int? page = null, int? size = null) =>
        With("/system/outbox", ("state", state), ("page", Number(page)), ("size", Number(size)));

    /// <summary>A sample of every kind of mail.</summary>
    public static string MailSamples(string? kind = null, string? language = null) =>
        With("/system/mails", ("kind", kind), ("language", language));

    /// <summary>The mails of a demonstration, which go nowhere.</summary>
    public static string MailFolder(string? file = null) => With("/mail-folder", ("file", file));

    /// <summary>Chooses the language of the screens and goes back.</summary>
    /// <param name="language"><c>ja</c> or <c>en</c>.</param>
    /// <param name="back">The local address to come back to.</param>
    public static string Language(string language, string back) => With($"/language/{language}", ("back", back));

    /// <summary>The address when it is a local one (path and query), otherwise null: nobody is sent to another site.</summary>
    public static string? Local(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(c => c == '\\' || char.IsControl(c))
            ? address
            : null;

    /// <summary>The address with these values in its query; those that are null are left out.</summary>
    public static string With(string address, params IEnumerable<(string Name, string? Value)> values) =>
        QueryHelpers.AddQueryString(
            address,
            values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => KeyValuePair.Create(value.Name, value.Value))
        );

    static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
