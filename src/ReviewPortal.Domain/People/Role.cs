namespace ReviewPortal.Domain.People;

/// <summary>What a person may do in the portal. Applicant roles count within one organisation, the others for the government.</summary>
public enum Role
{
    /// <summary>代表者: edits, submits, resubmits and withdraws for the organisation.</summary>
    Representative,

    /// <summary>担当者: edits drafts and corrections.</summary>
    Contributor,

    /// <summary>閲覧者: reads the organisation's applications.</summary>
    Viewer,

    /// <summary>受付: the form check.</summary>
    Intake,

    /// <summary>審査担当: substance review and opinions, for one ministry.</summary>
    Reviewer,

    /// <summary>主査: leads a review.</summary>
    Lead,

    /// <summary>決裁者: challenges, decides, issues.</summary>
    Decider,

    /// <summary>法務: rule sets and notices.</summary>
    Legal,

    /// <summary>調査担当: surveys and their reports.</summary>
    SurveyStaff,

    /// <summary>監査: reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>権限管理: gives and takes roles within one body.</summary>
    RightsManager,

    /// <summary>システム管理: runs the program, sees no plan.</summary>
    SystemAdmin,

    /// <summary>外部有識者: invited to one case, without an account. Granted to nobody.</summary>
    Expert,
}

/// <summary>What follows from a role alone.</summary>
public static class Roles
{
    extension(Role role)
    {
        /// <summary>True for a role that belongs to an applicant organisation.</summary>
        public bool IsApplicant() => role is Role.Representative or Role.Contributor or Role.Viewer;

        /// <summary>True for a role of the government's side.</summary>
        public bool IsGovernment() => !role.IsApplicant() && role != Role.Expert;

        /// <summary>True for a role that sees what those who lead a case keep from the ministries.</summary>
        public bool SeesKept() => role is Role.Intake or Role.Lead or Role.Decider or Role.Legal or Role.Auditor;

        /// <summary>True for a role that reads every submitted application: those who review, decide, advise on law or audit.</summary>
        public bool ReadsSubmitted() => role is Role.Intake or Role.Reviewer or Role.Lead or Role.Decider or Role.Legal or Role.Auditor;
    }
}
