package io.gantry.testkit.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings as the page {@code docs/api-coverage.md}. */
final class CoverageTable {
    private static final String HEAD = """
            # What the API serves

            Made by `ApiCoverageTest`, which asks a running API server for every resource that its discovery names, by every verb and in every
            form, compares what comes with what was written, and fails when this page says something else (`-Dgantry.coverage.write=true` writes
            it anew), or when anything that Kubernetes 1.36 serves is missing.

            **J** JSON, **Y** YAML, **P** protobuf, **C** CBOR: bodies both ways; watches are in all but YAML, as in Kubernetes. **T** Table (in all
            but protobuf), **M** the metadata alone (in all forms), both for single objects, lists and watches. Patches: **j** JSON patch, **m**
            merge patch, **s** strategic merge patch, **a** apply, **c** apply in CBOR. Custom resources have the same without P and s;
            `CustomResourcesTest` and `CborServingTest` show them.

            """;

    private final List<Served> served;
    private final Findings findings;
    private final Map<String, String> differences;

    CoverageTable(List<Served> served, Findings findings, Map<String, String> differences) {
        this.served = served;
        this.findings = findings;
        this.differences = differences;
    }

    String page() {
        StringBuilder page = new StringBuilder(HEAD);
        List<Served> stored = served.stream().filter(Served::isStored).toList();
        page.append(stored.size()).append(" resources are kept:\n\n");
        table(page, stored, List.of("create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"));
        page.append("""

                Subresources, and what is answered without being kept. **W** streams over a WebSocket (v5.channel.k8s.io; v4 for port-forward),
                **U** asks for SPDY or a WebSocket when the request has neither, **t** plain text, **X** is passed on: tested to where
                nobody can be reached, which the answer says.

                """);
        table(
                page,
                served.stream().filter(each -> !each.isStored()).toList(),
                List.of("create", "get", "list", "update", "patch", "delete"));
        page.append("\n## What differs\n\n");
        if (differences.isEmpty()) {
            page.append("Nothing that this test looks at.\n");
        }
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        differences.forEach((what, why) ->
                byReason.computeIfAbsent(why, absent -> new ArrayList<>()).add(what));
        byReason.forEach((why, what) -> page.append("- ")
                .append(String.join(", ", what))
                .append(": ")
                .append(why)
                .append('\n'));
        return page.toString();
    }

    private void table(StringBuilder page, List<Served> rows, List<String> verbs) {
        page.append("| group and version | resource | kind | ")
                .append(String.join(" | ", verbs))
                .append(" |\n");
        page.append("|---|---|---|").append("---|".repeat(verbs.size())).append('\n');
        for (Served row : rows) {
            page.append("| ").append(row.groupVersion());
            page.append(" | ").append(row.name());
            page.append(" | ").append(row.kind());
            for (String verb : verbs) {
                String signs = findings.signs(row, verb);
                page.append(" | ").append(!row.verbs().contains(verb) ? "-" : signs.isEmpty() ? "differs" : signs);
            }
            page.append(" |\n");
        }
    }
}
