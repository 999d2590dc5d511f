package io.gantry.node.agent;

import io.gantry.base.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a volume so that a reader sees the old ones or the new ones, never a mixture: the files lie in a
 * directory of their own, {@code ..data} is a symbolic link to it that is replaced in one step, and every name leads
 * through the link. This is the layout that programs watch for in Kubernetes.
 */
final class AtomicFiles {
    private static final String DATA = "..data";

    private AtomicFiles() {}

    /**
     * Makes the directory hold exactly these files.
     *
     * @param group owns the files when given
     * @return whether anything changed
     */
    static boolean write(Path directory, Map<String, VolumeFile> given, @Nullable Long group) throws IOException {
        Map<String, VolumeFile> files = group == null ? given : readableByGroup(given);
        Files.createDirectories(directory);
        Path link = directory.resolve(DATA);
        Path old = Files.isSymbolicLink(link) ? directory.resolve(Files.readSymbolicLink(link)) : null;
        if (old != null && files.equals(read(old))) {
            return false;
        }
        Path fresh = Files.createTempDirectory(directory, "..gantry_");
        Files.setPosixFilePermissions(fresh, permissions(0755));
        for (Map.Entry<String, VolumeFile> entry : files.entrySet()) {
            Path file = fresh.resolve(entry.getKey());
            for (Path parent = Nulls.parent(file); !parent.equals(fresh); parent = Nulls.parent(parent)) {
                Files.createDirectories(parent);
            }
            Files.write(file, entry.getValue().content());
            Long owner = entry.getValue().owner();
            if (owner != null) {
                Files.setAttribute(file, "unix:uid", Math.toIntExact(owner));
            }
            if (group != null) {
                Files.setAttribute(file, "unix:gid", Math.toIntExact(group));
            }
            Files.setPosixFilePermissions(file, permissions(entry.getValue().mode()));
        }
        Path next = directory.resolve("..data_next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, fresh.getFileName());
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        names(directory, files.keySet());
        if (old != null) {
            FileTree.delete(old);
        }
        return true;
    }

    /** The group may read what the owner may. */
    private static Map<String, VolumeFile> readableByGroup(Map<String, VolumeFile> files) {
        Map<String, VolumeFile> readable = new HashMap<>();
        files.forEach((path, file) -> readable.put(
                path, new VolumeFile(file.content(), file.mode() | (file.mode() & 0400) >> 3, file.owner())));
        return readable;
    }

    /** One link for each first step of a path, and none for what is gone. */
    private static void names(Path directory, Set<String> paths) throws IOException {
        Set<String> wanted = new HashSet<>();
        for (String path : paths) {
            wanted.add(path.contains("/") ? path.substring(0, path.indexOf('/')) : path);
        }
        List<Path> gone = new ArrayList<>();
        try (DirectoryStream<Path> present = Files.newDirectoryStream(directory)) {
            for (Path path : present) {
                String name = String.valueOf(path.getFileName());
                if (!name.startsWith("..") && !wanted.remove(name)) {
                    gone.add(path);
                }
            }
        }
        for (Path path : gone) {
            Files.deleteIfExists(path);
        }
        for (String name : wanted) {
            Files.createSymbolicLink(directory.resolve(name), Path.of(DATA, name));
        }
    }

    private static Map<String, VolumeFile> read(Path root) throws IOException {
        Map<String, VolumeFile> files = new HashMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                int mode = 0;
                for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
                    mode |= bit(permission);
                }
                files.put(root.relativize(file).toString(), new VolumeFile(Files.readAllBytes(file), mode));
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & bit(permission)) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static int bit(PosixFilePermission permission) {
        return switch (permission) {
            case OWNER_READ -> 0400;
            case OWNER_WRITE -> 0200;
            case OWNER_EXECUTE -> 0100;
            case GROUP_READ -> 0040;
            case GROUP_WRITE -> 0020;
            case GROUP_EXECUTE -> 0010;
            case OTHERS_READ -> 0004;
            case OTHERS_WRITE -> 0002;
            case OTHERS_EXECUTE -> 0001;
        };
    }
}
