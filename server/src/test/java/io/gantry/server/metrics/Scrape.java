package io.gantry.server.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads Prometheus' text format, version 0.0.4, and refuses what the format does not allow: samples without their family's HELP
 * and TYPE, families in two places, samples that come twice, buckets that do not ascend or do not add up.
 */
public final class Scrape {
    /** One family: its type, its help, and its samples by name and labels, as in {@code up{job="x"}}. */
    public record Family(String type, String help, Map<String, Double> samples) {}

    public final Map<String, Family> families = new LinkedHashMap<>();
    private final String[] lines;
    private int at;

    private Scrape(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        lines = text.substring(0, text.length() - 1).split("\n", -1);
    }

    public static Scrape parse(String text) {
        Scrape scrape = new Scrape(text);
        while (scrape.at < scrape.lines.length) {
            scrape.family();
        }
        return scrape;
    }

    /** The value of a sample; labels in the order of their names. */
    public double value(String name, String... labels) {
        String key = key(name, labels);
        for (Family family : families.values()) {
            Double value = family.samples.get(key);
            if (value != null) {
                return value;
            }
        }
        throw new AssertionError("no " + key + " in " + families.values());
    }

    public boolean has(String name, String... labels) {
        return families.values().stream().anyMatch(family -> family.samples.containsKey(key(name, labels)));
    }

    private static String key(String name, String... labels) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return name + map;
    }

    private void family() {
        String[] help = words("# HELP ");
        String[] type = words("# TYPE ");
        String name = help[0];
        if (!name.equals(type[0])) {
            throw error("TYPE of " + type[0] + " after HELP of " + name);
        }
        if (!Set.of("counter", "gauge", "histogram", "summary", "untyped").contains(type[1])) {
            throw error("type " + type[1]);
        }
        Map<String, Double> samples = new LinkedHashMap<>();
        Map<String, List<double[]>> buckets = new LinkedHashMap<>();
        while (at < lines.length && !lines[at].startsWith("# ")) {
            sample(name, type[1], samples, buckets);
        }
        if (families.put(name, new Family(type[1], help[1], samples)) != null) {
            throw error(name + " comes twice");
        }
        buckets.forEach((labels, steps) -> check(name, labels, steps, samples));
    }

    private String[] words(String prefix) {
        if (at >= lines.length || !lines[at].startsWith(prefix)) {
            throw error("expected " + prefix);
        }
        String[] words = lines[at++].substring(prefix.length()).split(" ", 2);
        if (words.length < 2 || words[1].isEmpty()) {
            throw error("nothing after the name");
        }
        return words;
    }

    private void sample(String family, String type, Map<String, Double> samples, Map<String, List<double[]>> buckets) {
        String line = lines[at++];
        int end = 0;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || "_:".indexOf(line.charAt(end)) >= 0)) {
            end++;
        }
        String name = line.substring(0, end);
        Set<String> allowed = switch (type) {
            case "histogram" -> Set.of(family + "_bucket", family + "_sum", family + "_count");
            case "summary" -> Set.of(family, family + "_sum", family + "_count");
            default -> Set.of(family);
        };
        if (!allowed.contains(name)) {
            throw error(name + " in the family " + family);
        }
        Map<String, String> labels = new TreeMap<>();
        if (end < line.length() && line.charAt(end) == '{') {
            end = labels(line, end + 1, labels);
        }
        if (end >= line.length() || line.charAt(end) != ' ') {
            throw error("no space before the value");
        }
        double value = number(line.substring(end + 1));
        if (type.equals("counter") && !(value >= 0)) {
            throw error("a counter below zero");
        }
        if (samples.put(name + labels, value) != null) {
            throw error("the sample comes twice");
        }
        if (name.endsWith("_bucket") && type.equals("histogram")) {
            double bound = number(labels.remove("le"));
            buckets.computeIfAbsent(labels.toString(), l -> new ArrayList<>()).add(new double[] {bound, value});
        }
    }

    private int labels(String line, int start, Map<String, String> labels) {
        Set<String> names = new HashSet<>();
        int i = start;
        while (line.charAt(i) != '}') {
            int equals = line.indexOf('=', i);
            String name = line.substring(i, equals);
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*") || !names.add(name) || line.charAt(equals + 1) != '"') {
                throw error("label " + name);
            }
            StringBuilder value = new StringBuilder();
            i = equals + 2;
            for (; line.charAt(i) != '"'; i++) {
                if (line.charAt(i) == '\\') {
                    i++;
                    value.append(
                            switch (line.charAt(i)) {
                                case 'n' -> '\n';
                                case '"' -> '"';
                                case '\\' -> '\\';
                                default -> throw error("escape");
                            });
                } else {
                    value.append(line.charAt(i));
                }
            }
            labels.put(name, value.toString());
            i++;
            if (line.charAt(i) == ',') {
                i++;
            }
        }
        return i + 1;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void check(String name, String labels, List<double[]> steps, Map<String, Double> samples) {
        double bound = Double.NEGATIVE_INFINITY;
        double count = 0;
        for (double[] step : steps) {
            if (step[0] <= bound || step[1] < count) {
                throw error("buckets of " + name + labels);
            }
            bound = step[0];
            count = step[1];
        }
        if (bound != Double.POSITIVE_INFINITY
                || !Double.valueOf(count).equals(samples.get(name + "_count" + labels))
                || !samples.containsKey(name + "_sum" + labels)) {
            throw error("the whole of " + name + labels);
        }
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException(
                "line " + at + ": " + what + ": " + lines[Math.min(Math.max(at - 1, 0), lines.length - 1)]);
    }
}
