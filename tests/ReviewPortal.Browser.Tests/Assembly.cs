using ReviewPortal;
using Xunit.Sdk;
using Xunit.v3;

// One portal, one browser, one test after the other: two cores serve a browser and a server, not four of them.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Stage))]
