import { expect, test } from "vitest";
import { ballotOf, projectsOf } from "./ballot";

test.each([
  ["approve 12 3 area/7", ["12", "3", "area/7"]],
  ["blank", []],
  ["rank 1 2", null],
])("the projects of the ballot '%s'", (ballot, projects) => {
  expect(projectsOf(ballot)).toEqual(projects);
});

test("a ballot names its projects in ordinal order, or is blank", () => {
  expect(ballotOf(["area/7", "3", "12"])).toBe("approve 12 3 area/7");
  expect(ballotOf([])).toBe("blank");
});
