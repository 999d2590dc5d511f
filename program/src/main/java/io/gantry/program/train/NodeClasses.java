package io.gantry.program.train;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * Loads what only a node with real containers and a real network uses, which the machine of a first build has not even got the packages for:
 * the AOT cache holds what was loaded, whether it did anything or not.
 */
final class NodeClasses {
    private static final String[] PACKAGES = {"io/gantry/network/", "io/gantry/node/", "io/gantry/program/"};
    private static final String CLASS = ".class";

    private NodeClasses() {}

    static void load() throws IOException, InterruptedException {
        loadOurs();
        callNative();
        // As containerd is started.
        new ProcessBuilder("true")
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start()
                .waitFor();
    }

    private static void loadOurs() throws IOException {
        var loader = NodeClasses.class.getClassLoader();
        try (var jar = new JarFile(Path.of(NodeClasses.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            for (var entry : (Iterable<String>) jar.stream().map(it -> it.getName())::iterator) {
                if (entry.endsWith(CLASS) && startsWithAny(entry)) {
                    Class.forName(
                            entry.substring(0, entry.length() - CLASS.length()).replace('/', '.'), false, loader);
                }
            }
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IOException("the program's own classes cannot be found", e);
        }
    }

    private static boolean startsWithAny(String entry) {
        for (var prefix : PACKAGES) {
            if (entry.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** By the way that libnftables is called, with a function that every system has. */
    @SuppressWarnings("restricted") // a native call is what this is for
    private static void callNative() throws IOException {
        var linker = Linker.nativeLinker();
        var length = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("strlen"),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            System.out.println("native: " + (long) length.invokeExact(arena.allocateFrom("called")));
        } catch (Throwable e) {
            throw new IOException("a native function cannot be called", e);
        }
    }
}
