using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReviewPortal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RuleSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Assessments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Application = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PlanVersion = table.Column<int>(type: "int", nullable: false),
                    Cause = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RuleSetId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    RuleSetRevision = table.Column<int>(type: "int", nullable: false),
                    RuleSetDigest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Scope = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    UseType = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Route = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    BlockingRules = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    TypeRules = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Whole = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    MadeBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MadeByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assessments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Assessments_Applications_Application",
                        column: x => x.Application,
                        principalTable: "Applications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RuleSets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Origin = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    OriginDigest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SetId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Drafters = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PublishedAs = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    PublishedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IsDemo = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleSets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RuleSetRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RuleSet = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Percent = table.Column<int>(type: "int", nullable: false),
                    Looked = table.Column<long>(type: "bigint", nullable: false),
                    Found = table.Column<int>(type: "int", nullable: false),
                    Result = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CancelAsked = table.Column<bool>(type: "bit", nullable: false),
                    By = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleSetRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RuleSetRuns_RuleSets_RuleSet",
                        column: x => x.RuleSet,
                        principalTable: "RuleSets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImpactRows",
                columns: table => new
                {
                    Run = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Application = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ServiceName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    IsType = table.Column<bool>(type: "bit", nullable: false),
                    IsScope = table.Column<bool>(type: "bit", nullable: false),
                    IsRoute = table.Column<bool>(type: "bit", nullable: false),
                    IsBlocking = table.Column<bool>(type: "bit", nullable: false),
                    TypeBefore = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TypeAfter = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeBefore = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeAfter = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RouteBefore = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RouteAfter = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    NewlyBlocking = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    NoLongerBlocking = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImpactRows", x => new { x.Run, x.Place });
                    table.ForeignKey(
                        name: "FK_ImpactRows_RuleSetRuns_Run",
                        column: x => x.Run,
                        principalTable: "RuleSetRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_Application_PlanVersion",
                table: "Assessments",
                columns: new[] { "Application", "PlanVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_RuleSetRuns_RuleSet_Kind_StartedAt",
                table: "RuleSetRuns",
                columns: new[] { "RuleSet", "Kind", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RuleSets_PublishedAs",
                table: "RuleSets",
                column: "PublishedAs",
                unique: true,
                filter: "[PublishedAs] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Assessments");

            migrationBuilder.DropTable(
                name: "ImpactRows");

            migrationBuilder.DropTable(
                name: "RuleSetRuns");

            migrationBuilder.DropTable(
                name: "RuleSets");
        }
    }
}
