package io.gantry.program.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code Pack JARS TARGET}: makes {@code TARGET/gantry.jar} of the jars in a directory, and {@code TARGET/native} of the native
 * libraries in them. The launcher runs it at the end of a build.
 *
 * <p>A start looks services up in every jar of the class path, and so would open sixty of them.
 */
public final class Pack {
    private Pack() {}

    /** Ends the process with 1 and a message if the jars cannot become one. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Pack JARS TARGET: two directories");
        }
        var target = Path.of(arguments[1]);
        var libraries = NativeLibraries.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        pack(jarsIn(Path.of(arguments[0])), target.resolve("gantry.jar"), target.resolve("native"), libraries);
    }

    static void pack(List<Path> jars, Path jar, Path nativeDirectory, NativeLibraries libraries) throws IOException {
        Files.createDirectories(nativeDirectory);
        try (var merge = new JarMerge(jar)) {
            for (var source : jars) {
                merge.add(source, (name, content) -> libraries.take(name, content, nativeDirectory));
            }
        }
    }

    /** In the order of their names, so that the same jars always make the same program. */
    static List<Path> jarsIn(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
