using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReviewPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Labels",
                table: "Applications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RemindedOn",
                table: "Applications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CaseLabels",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Tone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseLabels", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "CaseRows",
                columns: table => new
                {
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Application = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    PlanVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ServiceName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ServiceKey = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Organization = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizationName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OrganizationKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Categories = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: true),
                    UseType = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    Route = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    Flags = table.Column<int>(type: "INTEGER", nullable: false),
                    Holder = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    AssignedTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    AssignedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Drafter = table.Column<Guid>(type: "TEXT", nullable: true),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    Labels = table.Column<long>(type: "INTEGER", nullable: false),
                    ArrivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeftDays = table.Column<int>(type: "INTEGER", nullable: true),
                    AnswerDueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsDemo = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseRows", x => x.No);
                    table.ForeignKey(
                        name: "FK_CaseRows_Applications_Application",
                        column: x => x.Application,
                        principalTable: "Applications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CaseViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    IsShared = table.Column<bool>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseViews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Absent = table.Column<Guid>(type: "TEXT", nullable: false),
                    AbsentName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    StandIn = table.Column<Guid>(type: "TEXT", nullable: false),
                    StandInName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    MadeByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Delegations_Users_StandIn",
                        column: x => x.StandIn,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DeskVisits",
                columns: table => new
                {
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    Before = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Last = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeskVisits", x => x.Person);
                });

            migrationBuilder.CreateTable(
                name: "SearchGrams",
                columns: table => new
                {
                    Gram = table.Column<int>(type: "INTEGER", nullable: false),
                    No = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchGrams", x => new { x.Gram, x.No });
                });

            migrationBuilder.CreateTable(
                name: "CaseTexts",
                columns: table => new
                {
                    No = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTexts", x => x.No);
                    table.ForeignKey(
                        name: "FK_CaseTexts_CaseRows_No",
                        column: x => x.No,
                        principalTable: "CaseRows",
                        principalColumn: "No",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CaseLabels_Name",
                table: "CaseLabels",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_Application",
                table: "CaseRows",
                column: "Application",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_ArrivedAt",
                table: "CaseRows",
                column: "ArrivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_AssignedTo",
                table: "CaseRows",
                column: "AssignedTo");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_ChangedAt",
                table: "CaseRows",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_DueOn",
                table: "CaseRows",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_Organization",
                table: "CaseRows",
                column: "Organization");

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_Route_UseType",
                table: "CaseRows",
                columns: new[] { "Route", "UseType" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseRows_State_DueOn",
                table: "CaseRows",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseViews_Owner_Name",
                table: "CaseViews",
                columns: new[] { "Owner", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_Absent_Until",
                table: "Delegations",
                columns: new[] { "Absent", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_StandIn",
                table: "Delegations",
                column: "StandIn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseLabels");

            migrationBuilder.DropTable(
                name: "CaseTexts");

            migrationBuilder.DropTable(
                name: "CaseViews");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "DeskVisits");

            migrationBuilder.DropTable(
                name: "SearchGrams");

            migrationBuilder.DropTable(
                name: "CaseRows");

            migrationBuilder.DropColumn(
                name: "Labels",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "RemindedOn",
                table: "Applications");
        }
    }
}
