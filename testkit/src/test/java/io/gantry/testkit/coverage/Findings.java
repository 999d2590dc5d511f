package io.gantry.testkit.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was seen of each resource and verb: the signs of the forms in which it was right, and what was wrong. Thread-safe. */
final class Findings {
    /** A step that fails when what the server does is not right. */
    interface Step {
        void run() throws Exception;
    }

    /** How a step ended; the message is empty when it was right. */
    private record Outcome(String sign, String wrong) {}

    private final Map<String, Map<String, List<Outcome>>> byResource = new TreeMap<>();

    /** Takes the step and notes how it ended. */
    void check(Served resource, String verb, String sign, Step step) {
        String wrong = "";
        try {
            step.run();
        } catch (Exception | AssertionError e) {
            String message = String.valueOf(e.getMessage()).strip();
            wrong = (e instanceof AssertionError ? "" : e.getClass().getSimpleName() + ": ") + message;
        }
        note(key(resource), verb, new Outcome(sign, wrong));
    }

    private synchronized void note(String resource, String verb, Outcome outcome) {
        byResource
                .computeIfAbsent(resource, absent -> new TreeMap<>())
                .computeIfAbsent(verb, absent -> new ArrayList<>())
                .add(outcome);
    }

    /** The signs of what was right, such as {@code JYP}; empty when the verb was not asked for. */
    String signs(Served resource, String verb) {
        StringBuilder signs = new StringBuilder();
        for (Outcome outcome : outcomes(resource, verb)) {
            if (outcome.wrong().isEmpty()) {
                signs.append(outcome.sign());
            }
        }
        return signs.toString();
    }

    boolean asked(Served resource, String verb) {
        return !outcomes(resource, verb).isEmpty();
    }

    /** What was wrong, by {@code apps/v1 deployments get J}. */
    synchronized Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        byResource.forEach((resource, verbs) -> verbs.forEach((verb, outcomes) -> outcomes.forEach(outcome -> {
            if (!outcome.wrong().isEmpty()) {
                wrong.put(resource + " " + verb + " " + outcome.sign(), outcome.wrong());
            }
        })));
        return wrong;
    }

    private synchronized List<Outcome> outcomes(Served resource, String verb) {
        return byResource.getOrDefault(key(resource), Map.of()).getOrDefault(verb, List.of());
    }

    private static String key(Served resource) {
        return resource.groupVersion() + " " + resource.name();
    }
}
