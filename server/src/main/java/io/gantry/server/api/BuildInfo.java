package io.gantry.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What this program was built from. Where nobody knows, it says so: Kubernetes' clients expect the fields, not the knowledge.
 *
 * @param commit the full hash, or {@code unknown}
 * @param treeState {@code clean} or {@code dirty} of a repository's working tree, {@code archive} of a source archive made
 *     from one, or empty
 * @param date of the commit rather than of the build, so that a build can be repeated; the epoch when it is not known
 */
record BuildInfo(String commit, String treeState, String date) {
    private static final BuildInfo UNKNOWN = new BuildInfo("unknown", "", date("0"));

    /** Reads what the build left in the program. */
    static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream text = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (text != null) {
                properties.load(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's build.properties cannot be read", e);
        }
        return of(properties);
    }

    static BuildInfo of(Properties properties) {
        String commit = properties.getProperty("commit", "");
        if (!commit.isEmpty()) {
            return new BuildInfo(
                    commit, properties.getProperty("tree", ""), date(properties.getProperty("seconds", "0")));
        }
        String archive = properties.getProperty("archive", "");
        int space = archive.indexOf(' ');
        // Outside of an archive git has not replaced the placeholder.
        return space < 0 || archive.startsWith("$")
                ? UNKNOWN
                : new BuildInfo(archive.substring(0, space), "archive", date(archive.substring(space + 1)));
    }

    private static String date(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
    }

    /**
     * What {@code /version} says.
     *
     * @param gitVersion such as {@code v1.36.0}
     */
    Map<String, String> version(String gitVersion) {
        String[] parts = gitVersion.substring(1).split("[.+-]", -1);
        String major = parts[0];
        String minor = parts[1];
        Map<String, String> version = new LinkedHashMap<>();
        version.put("major", major);
        version.put("minor", minor);
        version.put("emulationMajor", major);
        version.put("emulationMinor", minor);
        version.put("minCompatibilityMajor", major);
        version.put("minCompatibilityMinor", Integer.toString(Integer.parseInt(minor) - 1));
        version.put("gitVersion", gitVersion);
        version.put("gitCommit", commit);
        version.put("gitTreeState", treeState);
        version.put("buildDate", date);
        // No Go is in this; the field is where Kubernetes says what its program was made with.
        version.put("goVersion", "java" + Runtime.version().feature());
        version.put("compiler", "javac");
        version.put("platform", "linux/" + architecture(System.getProperty("os.arch", "")));
        return version;
    }

    /** Go's name of a processor, by which Kubernetes and its clients call it. */
    static String architecture(String java) {
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
