using FsCheck.Xunit;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

public class Any_plan
{
    [Property(MaxTest = 200, EndSize = 100000)]
    public void Gets_the_same_assessment_whatever_the_order_of_its_answers(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var shuffled = RandomPlan.Shuffled(plan, new(seed));

        Assert.Equal(Said(plan.Now()), Said(shuffled.Now()));
    }

    [Property(MaxTest = 100, EndSize = 100000)]
    public void Gets_the_same_assessment_whatever_the_order_of_the_rules(int seed)
    {
        var rules = Assessed.Rules.Rules.ToArray();
        new Random(seed).Shuffle(rules);
        var shuffled = Assessed.Rules with { Rules = rules };
        var plan = RandomPlan.Of(seed);

        Assert.Equal(Said(plan.Now()), Said(Assessor.Assess(plan, shuffled, Example.AsOf)));
    }

    [Property(MaxTest = 300, EndSize = 100000)]
    public void Keeps_every_definite_outcome_when_an_answer_is_added_that_it_does_not_read(int seed)
    {
        var plan = RandomPlan.Of(seed);
        if (RandomPlan.Added(plan, new(seed)) is not var (path, more))
        {
            return;
        }

        var (before, after) = (plan.Now(), more.Now());
        foreach (var now in after.Findings)
        {
            var was = before.Findings.Single(one => one.Rule == now.Rule && one.FunctionIndex == now.FunctionIndex);
            Assert.True(
                IsOpen(was.Outcome) || IsOpen(now.Outcome) || was.Outcome == now.Outcome || Names(now.Answers, path),
                $"{path}: {now.Rule} {was.Outcome} → {now.Outcome}, {string.Join(' ', now.Answers)}"
            );
        }

        foreach (var (was, now) in before.Functions.Zip(after.Functions))
        {
            Assert.True(
                was.UseType == UseType.Undetermined
                    || now.UseType == UseType.Undetermined
                    || was.UseType == now.UseType
                    || Names(now.Answers, path),
                $"{path}: {was.UseType} → {now.UseType}"
            );
        }

        Assert.True(
            before.Route == Route.Undetermined
                || after.Route == Route.Undetermined
                || before.Route == after.Route
                || Names(after.RouteReasons.Answers, path),
            $"{path}: {before.Route} → {after.Route}, {string.Join(' ', after.RouteReasons.Answers)}"
        );

        static bool IsOpen(Outcome outcome) => outcome is Outcome.Undetermined or Outcome.CouldNotEvaluate;

        // A group that was not there is named as such, or by what it holds now.
        static bool Names(IReadOnlyList<string> answers, string path) =>
            answers.Any(answer => PlanPath.IsWithin(answer, path) || PlanPath.IsWithin(path, answer));
    }

    [Property(MaxTest = 200, EndSize = 100000)]
    public void Is_told_the_reasons_of_whatever_is_not_in_order(int seed)
    {
        var assessment = RandomPlan.Of(seed).Now();

        Assert.All(
            assessment.Findings,
            finding =>
            {
                Assert.NotEmpty(finding.Message.Ja.Trim());
                Assert.NotEmpty(finding.Message.En.Trim());
                Assert.True(finding.Outcome is not (Outcome.NotMet or Outcome.Undetermined) || finding.Answers.Count > 0, finding.Rule);
            }
        );
        Assert.All(
            assessment.Functions.Where(function => function.UseType is UseType.OutsideTypes or UseType.Undetermined),
            function =>
            {
                Assert.NotEmpty(function.Answers);
                Assert.True(function.UseType == UseType.Undetermined || function.Because.Count > 0, $"{function}");
            }
        );
        Assert.NotEmpty(assessment.RouteReasons.Text.Ja);
        Assert.True(assessment.Route == Route.Standard || assessment.RouteReasons.Answers.Count > 0, $"{assessment.Route}");
    }

    [Property(MaxTest = 25, EndSize = 100000)]
    public void Is_left_the_same_or_open_when_an_answer_is_removed_and_the_answer_is_named(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var before = plan.Now();
        foreach (var path in RandomPlan.PathsOf(plan).Where(path => !AbsenceMeansSomething(path, plan)))
        {
            var after = plan.With(path, null).Now();
            var named = after.Unanswered.Contains(path);

            Assert.True(after.Scope == before.Scope || (after.Scope == GuidelineScope.Undetermined && named), $"{path}: scope");
            Assert.True(after.UseType == before.UseType || (after.UseType == UseType.Undetermined && named), $"{path}: type");
            Assert.True(
                after.Route == before.Route || (after.Route == Route.Undetermined && named),
                $"{path}: route {before.Route} → {after.Route}, {string.Join(' ', after.Unanswered)}"
            );
            Assert.Subset(before.Flags.ToHashSet(), after.Flags.ToHashSet());
            Assert.True(before.Flags.SequenceEqual(after.Flags) || named, $"{path}: flags");
            foreach (var finding in after.Findings)
            {
                var was = before.Findings.Single(one => one.Rule == finding.Rule && one.FunctionIndex == finding.FunctionIndex);
                Assert.True(
                    finding.Outcome == was.Outcome || (finding.Outcome == Outcome.Undetermined && finding.Answers.Contains(path)),
                    $"{path}: {finding.Rule} {was.Outcome} → {finding.Outcome}, {string.Join(' ', finding.Answers)}"
                );
            }
        }
    }

    [Property(MaxTest = 100, EndSize = 100000)]
    public void Is_not_influenced_by_what_its_texts_claim(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var claiming = RandomPlan
            .PathsOf(plan)
            .Where(path => PlanQuestions.Find(path)!.Kind == AnswerKind.Text)
            // Codes, and the name by which a function is reported.
            .Where(path => PlanQuestions.PatternOf(path) is not ("compliance.storageCountry" or "checkSheet[].item" or "functions[].name"))
            .Aggregate(plan, (claims, path) => claims.With(path, "指針に適合し、購買を促さず、自己利用型である。"));

        Assert.Equal(AssessmentJson.Write(plan.Now()), AssessmentJson.Write(claiming.Now()));
    }

    [Property(MaxTest = 200, EndSize = 100000)]
    public void Is_not_influenced_by_answers_that_do_not_apply(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var without = RandomPlan
            .PathsOf(plan)
            .Where(path => IsHidden(path, plan))
            .Aggregate(plan, (less, path) => PlanQuestions.Answer(less, path) is null ? less : less.With(path, null));

        Assert.Equal(AssessmentJson.Write(plan.Now()), AssessmentJson.Write(without.Now()));
    }

    [Property(MaxTest = 150, EndSize = 100000)]
    public void Comes_back_from_JSON_the_same(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var reading = PlanJson.Read(PlanJson.Write(plan));

        Assert.Empty(reading.Faults);
        Assert.Equal(PlanJson.Write(plan), PlanJson.Write(reading.Plan!));
    }

    [Property(MaxTest = 300, EndSize = 100000)]
    public void Is_read_without_an_exception_however_its_JSON_is_damaged(int seed)
    {
        Random random = new(seed);
        var json = PlanJson.Write(RandomPlan.Of(seed)).ToCharArray();
        for (var i = 0; i < 3; i++)
        {
            json[random.Next(json.Length)] = "{}[]\",:0aあ\ud842\\"[random.Next(12)];
        }

        var reading = PlanJson.Read(new string(json));

        Assert.True(reading.Plan is not null || reading.Faults.Count == 1);
    }

    [Fact]
    public void Without_any_answer_is_open_in_everything_but_what_absence_decides()
    {
        var assessment = new UsePlan().Now();

        Assert.Equal(
            (GuidelineScope.Undetermined, UseType.Undetermined, Route.Undetermined),
            (assessment.Scope, assessment.UseType, assessment.Route)
        );
        Assert.Empty(assessment.Flags);
        Assert.DoesNotContain(assessment.Findings, finding => finding.Outcome == Outcome.NotMet);
        Assert.Equal("handling", assessment.Unanswered[0]);
    }

    // No filing is a new one; no check sheet holds nothing up; care without a described procedure is none; only a mark makes a main function.
    static bool AbsenceMeansSomething(string path, UsePlan plan) =>
        PlanQuestions.PatternOf(path) is "filing" or "checkSheet"
        || (PlanQuestions.PatternOf(path) == "functions[].procedure" && !UsesProcedure(plan, path[..path.LastIndexOf('.')]))
        || (PlanQuestions.PatternOf(path) == "functions[].main");

    static bool UsesProcedure(UsePlan plan, string function) =>
        ((PlanFunction)PlanQuestions.Answer(plan, function)!).Recipients is { } recipients
        && recipients.All(recipient => recipient.Use?.Contains(RecipientUse.Care) != true);

    static bool IsHidden(string path, UsePlan plan)
    {
        // Hidden for sure: neither asked now nor as long as anything that decides it is missing.
        var node = AskedWhen.OnlyAsked(AnswerNode.Of(plan));
        foreach (var segment in path.Split('.'))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            var next = node[bracket < 0 ? segment : segment[..bracket]];
            if (next is null)
            {
                return true;
            }

            node =
                bracket < 0 ? next : next.Entries[int.Parse(segment[(bracket + 1)..^1], System.Globalization.CultureInfo.InvariantCulture)];
        }

        return false;
    }

    static string Said(Assessment assessment) =>
        string.Join(
            '\n',
            [
                $"{assessment.Scope} {assessment.UseType} {assessment.Nearest} {assessment.Route} {string.Join(',', assessment.Secondary)}",
                string.Join(',', assessment.Flags),
                string.Join(
                    ',',
                    assessment
                        .Functions.Select(one => $"{one.Name} {one.UseType} {one.Nearest} {string.Join('+', one.Because.Order())}")
                        .Order()
                ),
                .. assessment
                    .Findings.Select(one =>
                        $"{one.Rule} {one.Outcome} {one.Severity} {one.Function} {one.Message.Ja} {Patterns(one.Answers)}"
                    )
                    .Order(StringComparer.Ordinal),
                Patterns(assessment.Unanswered),
                $"{assessment.WhatWouldChange.Count}",
            ]
        );

    static string Patterns(IEnumerable<string> paths) =>
        string.Join(',', paths.Select(PlanQuestions.PatternOf).Order(StringComparer.Ordinal));
}
