package io.gantry.program.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The native libraries of RocksDB and of Netty's BoringSSL, as files: to unpack them at each start would take longer than the
 * rest of it.
 *
 * @param own the entries that this platform loads; none where the libraries' jars have none for it, or none that was tried
 */
record NativeLibraries(Set<String> own) {
    NativeLibraries {
        own = Set.copyOf(own);
    }

    /** By Java's names of an operating system and a processor. */
    static NativeLibraries of(String operatingSystem, String processor) {
        return new NativeLibraries(
                switch (operatingSystem + " " + processor) {
                    case "Linux amd64" ->
                        Set.of("librocksdbjni-linux64.so", "META-INF/native/libnetty_tcnative_linux_x86_64.so");
                    case "Linux aarch64" ->
                        Set.of("librocksdbjni-linux-aarch64.so", "META-INF/native/libnetty_tcnative_linux_aarch_64.so");
                    case "Mac OS X aarch64" ->
                        Set.of(
                                "librocksdbjni-osx-arm64.jnilib",
                                "META-INF/native/libnetty_tcnative_osx_aarch_64.jnilib");
                    default -> Set.of();
                });
    }

    /**
     * Writes a library of this platform into a directory, and takes those of others out of the jar. On a platform without
     * one of its own everything stays where its loader looks for it.
     */
    boolean take(String name, byte[] content, Path directory) throws IOException {
        if (own.isEmpty() || !isLibrary(name)) {
            return false;
        }
        if (own.contains(name)) {
            Files.write(directory.resolve(name.substring(name.lastIndexOf('/') + 1)), content);
        }
        return true;
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("librocksdbjni") || name.startsWith("META-INF/native/");
    }
}
