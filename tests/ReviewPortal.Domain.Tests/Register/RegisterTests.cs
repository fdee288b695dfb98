using ReviewPortal.Domain;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Register;

public class An_organization
{
    [Theory]
    [InlineData("")]
    [InlineData("　 ")]
    public void Has_a_name(string blank)
    {
        Assert.Equal("organization-name-blank", Assert.Throws<RuleBroken>(() => Organization.Business(blank)).Code);
        Assert.Equal("organization-name-blank", Assert.Throws<RuleBroken>(() => Organization.Municipality(blank)).Code);
    }

    [Fact]
    public void Refuses_a_name_that_is_too_long()
    {
        Assert.Equal(Organization.NameLimit, Organization.Business(new('あ', Organization.NameLimit)).Name.Length);
        Assert.Equal(
            "organization-name-long",
            Assert.Throws<RuleBroken>(() => Organization.Business(new('あ', Organization.NameLimit + 1))).Code
        );
    }

    [Fact]
    public void Is_renamed_and_found_under_its_new_name()
    {
        var organization = Organization.Business(" ㈱旧名 ");

        organization.Rename("株式会社シンメイ", An.Lead);

        Assert.EndsWith("しんめい", organization.SearchKey, StringComparison.Ordinal);
        Assert.Equal(new OrganizationRenamed("㈱旧名", "株式会社シンメイ"), Assert.Single(organization.Happened).Event);
        Assert.Equal("organization-name-same", Assert.Throws<RuleBroken>(() => organization.Rename("株式会社シンメイ ", An.Lead)).Code);
        Assert.Equal(1, organization.Version);
    }

    [Fact]
    public void Gets_its_corporate_number_once()
    {
        var organization = Organization.Municipality("神奈川県", LocalGovernmentCode.Parse("140007"));
        var number = CorporateNumber.Parse("7000012050002");

        organization.SetCorporateNumber(number, An.Lead);

        Assert.Equal(number, organization.CorporateNumber);
        Assert.Equal(new CorporateNumberSet(null, "7000012050002"), Assert.Single(organization.Happened).Event);
        Assert.Equal("corporate-number-same", Assert.Throws<RuleBroken>(() => organization.SetCorporateNumber(number, An.Lead)).Code);
    }
}

public class A_service
{
    static readonly DateOnly February = new(2026, 2, 1);

    [Fact]
    public void Has_a_name() =>
        Assert.Equal("service-name-blank", Assert.Throws<RuleBroken>(() => Service.FromSurvey(An.Organization, " ", February, 1, 0)).Code);

    [Fact]
    public void Operates_through_its_last_day()
    {
        var service = Service.FromSurvey(An.Organization, "見本", February, 1, 0, endsOn: new(2026, 3, 31));

        Assert.False(service.OperatesOn(new(2026, 1, 31)));
        Assert.True(service.OperatesOn(February));
        Assert.True(service.OperatesOn(new(2026, 3, 31)));
        Assert.False(service.OperatesOn(new(2026, 4, 1)));
    }

    [Fact]
    public void Ends_no_earlier_than_it_is_known()
    {
        var service = Service.Start(An.Organization, "見本", new(2026, 9, 1), An.Lead);

        Assert.Equal("service-ends-before-known", Assert.Throws<RuleBroken>(() => service.AnnounceEnd(new(2026, 8, 31), An.Lead)).Code);
        service.AnnounceEnd(new(2026, 9, 1), An.Lead);
        Assert.Equal("service-end-same", Assert.Throws<RuleBroken>(() => service.AnnounceEnd(new(2026, 9, 1), An.Lead)).Code);
        Assert.Equal(
            [new ServiceStarted("見本", new(2026, 9, 1)), new ServiceEndAnnounced(null, new(2026, 9, 1))],
            service.Happened.Select(recorded => recorded.Event)
        );
    }

    [Fact]
    public void Takes_categories_from_an_official_only_and_once_each()
    {
        var service = Service.FromSurvey(
            An.Organization,
            "見本",
            February,
            1,
            0,
            suggestedCategory: ServiceCategory.HealthRecord,
            suggestionBasis: "名称"
        );
        Assert.Empty(service.Categories);

        service.ConfirmCategories([ServiceCategory.MotherAndChild, ServiceCategory.HealthRecord, ServiceCategory.HealthRecord], An.Lead);

        Assert.Equal([ServiceCategory.HealthRecord, ServiceCategory.MotherAndChild], service.Categories);
        Assert.Equal(
            "categories-same",
            Assert
                .Throws<RuleBroken>(() =>
                    service.ConfirmCategories([ServiceCategory.HealthRecord, ServiceCategory.MotherAndChild], An.Lead)
                )
                .Code
        );
    }

    [Fact]
    public void Tells_from_its_note_what_is_doubtful()
    {
        Assert.True(Noted("表記要確認：似た名称がある").SpellingDoubt);
        Assert.False(Noted("番号の表記要確認").SpellingDoubt);
        Assert.True(Noted("原表は番号欄が空白。推定").NumberInferred);
        Assert.False(Noted(null).NumberInferred);

        static Service Noted(string? note) => Service.FromSurvey(An.Organization, "見本", February, 1, 0, note);
    }
}

public class The_seven_categories
{
    [Fact]
    public void Are_found_by_the_names_of_the_source()
    {
        var all = Enum.GetValues<ServiceCategory>();

        Assert.Equal(7, all.Length);
        Assert.All(all, category => Assert.Equal(category, ServiceCategories.FromSourceName(category.SourceName())));
        Assert.Equal(7, all.Select(category => category.ShortName()).Distinct().Count());
        Assert.Null(ServiceCategories.FromSourceName("その他"));
    }
}

public class The_operators_of_a_day
{
    static readonly DateOnly February = new(2026, 2, 1);

    [Fact]
    public void Stand_in_the_order_of_the_survey_businesses_first()
    {
        var town = Organization.Municipality("町");
        var one = Organization.Business("一");
        var two = Organization.Business("二");

        var snapshot = OperatorSnapshot.AsOf(
            [
                (town, Service.FromSurvey(town.Id, "町の", February, 3, 3)),
                (two, Service.FromSurvey(two.Id, "二の2", February, 2, 2)),
                (one, Service.Start(one.Id, "新しい", new(2026, 2, 10), An.Lead)),
                (two, Service.FromSurvey(two.Id, "二の1", February, 2, 1)),
                (one, Service.FromSurvey(one.Id, "一の", February, 1, 0)),
            ],
            new(2026, 2, 28)
        );

        Assert.Equal(["一の", "二の1", "二の2", "新しい", "町の"], snapshot.Rows.Select(row => row.ServiceName));
        Assert.Equal(new(3, 2, 1, 5), snapshot.Counts);
        Assert.Equal(SnapshotBasis.Survey, snapshot.Basis);
        Assert.Equal(February, snapshot.SurveyMonth);
    }

    [Fact]
    public void Are_not_zero_but_unknown_before_the_first_record()
    {
        var one = Organization.Business("一");

        var snapshot = OperatorSnapshot.AsOf([(one, Service.FromSurvey(one.Id, "一の", February, 1, 0))], new(2026, 1, 31));

        Assert.Equal(SnapshotBasis.NoRecord, snapshot.Basis);
        Assert.Null(snapshot.Counts);
        Assert.Equal(SnapshotBasis.NoRecord, OperatorSnapshot.AsOf([], February).Basis);
    }

    [Fact]
    public void Are_zero_when_all_have_ended()
    {
        var one = Organization.Business("一");

        var snapshot = OperatorSnapshot.AsOf(
            [(one, Service.FromSurvey(one.Id, "一の", February, 1, 0, endsOn: February))],
            new(2026, 2, 2)
        );

        Assert.Equal(new(0, 0, 0, 0), snapshot.Counts);
    }

    [Theory]
    [InlineData("2026-02-01", SnapshotBasis.Survey)]
    [InlineData("2026-02-28", SnapshotBasis.Survey)]
    [InlineData("2026-03-01", SnapshotBasis.AnnouncedEndsOnly)]
    public void Carry_a_caution_after_the_month_of_the_survey(string day, SnapshotBasis expected)
    {
        var one = Organization.Business("一");

        Assert.Equal(
            expected,
            OperatorSnapshot.AsOf([(one, Service.FromSurvey(one.Id, "一の", February, 1, 0))], DateOnly.Parse(day)).Basis
        );
    }

    [Fact]
    public void Leave_out_what_was_invented_for_demonstrations()
    {
        var demo = Organization.Business("見本", isDemo: true);
        var real = Organization.Business("実在");

        var snapshot = OperatorSnapshot.AsOf(
            [(demo, Service.FromSurvey(demo.Id, "見本の", February, 1, 0)), (real, Service.FromSurvey(real.Id, "実在の", February, 2, 1))],
            February
        );

        Assert.Equal("実在の", Assert.Single(snapshot.Rows).ServiceName);
    }

    [Fact]
    public void Have_footnotes_numbered_through_the_rows()
    {
        var one = Organization.Business("一");
        var both = Service.FromSurvey(one.Id, "両方", February, 1, 0, "表記要確認：かな", new(2026, 3, 31));
        var ends = Service.FromSurvey(one.Id, "終わる", February, 1, 1, endsOn: new(2026, 6, 30));

        var snapshot = OperatorSnapshot.AsOf([(one, ends), (one, both)], February);

        Assert.Equal(
            [
                [1, 2],
                [3],
            ],
            snapshot.Rows.Select(row => row.Footnotes)
        );
        Assert.Equal(
            [
                new(1, FootnoteKind.DoubtfulSpelling, both.Id, null, "表記要確認：かな"),
                new(2, FootnoteKind.AnnouncedEnd, both.Id, new(2026, 3, 31), null),
                new(3, FootnoteKind.AnnouncedEnd, ends.Id, new(2026, 6, 30), null),
            ],
            snapshot.Footnotes
        );
    }
}
