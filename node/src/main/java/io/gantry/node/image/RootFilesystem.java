package io.gantry.node.image;

import io.gantry.base.FileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A root filesystem in the making, in a temporary directory that {@link #close()} removes. Directories are Debian's: {@code
 * /bin}, {@code /sbin} and {@code /lib} are links into {@code /usr}. Owned by one thread.
 */
final class RootFilesystem implements AutoCloseable {
    /** Packages of libraries by Debian's habit of naming; others that a package depends on serve its installation only. */
    private static final Pattern LIBRARY = Pattern.compile("(lib[a-z0-9].*|zlib1g)");
    /** Depended on by every C program but of no use to a running one. */
    private static final Set<String> LEFT_OUT = Set.of("libc-bin", "libpam-modules", "libpam-runtime");

    private final Path work;
    private final Path root;

    private RootFilesystem(Path work) {
        this.work = work;
        this.root = work.resolve("root");
    }

    static RootFilesystem create(Path parent) throws IOException, InterruptedException {
        var files = new RootFilesystem(Files.createTempDirectory(parent, "rootfs"));
        for (var dir : List.of(
                "usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "etc", "root", "home", "proc", "sys", "dev", "var")) {
            files.directory(dir);
        }
        for (var dir : List.of("bin", "sbin", "lib", "lib64")) {
            files.link(dir, "usr/" + dir);
        }
        files.directory("tmp");
        CommandLine.run(null, List.of("chmod", "1777", files.root.resolve("tmp").toString()));
        files.file("etc/passwd", """
                root:x:0:0:root:/root:/bin/sh
                daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
                www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
                nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
                """);
        files.file("etc/group", "root:x:0:\ndaemon:x:1:\nwww-data:x:33:\nnogroup:x:65534:\n");
        files.file("etc/nsswitch.conf", "hosts: files dns\n");
        return files;
    }

    void directory(String path) throws IOException {
        Files.createDirectories(root.resolve(path));
    }

    void file(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, content);
    }

    void script(String path, String content) throws IOException {
        file(path, content);
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void link(String path, String target) throws IOException {
        var link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
    }

    /** Adds busybox with a link for every applet that is not there yet as a program of its own. */
    void busybox() throws IOException, InterruptedException {
        addPackage("busybox-static");
        var applets = CommandLine.run(null, List.of(root.resolve("bin/busybox").toString(), "--list"));
        for (var applet : applets.lines().toList()) {
            var program = root.resolve("usr/bin").resolve(applet);
            if (!Files.exists(program, LinkOption.NOFOLLOW_LINKS)
                    && !Files.exists(root.resolve("usr/sbin").resolve(applet), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(program, Path.of("busybox"));
            }
        }
    }

    /** Adds Debian packages and, of what they depend on, the libraries. */
    void packages(List<String> names) throws IOException, InterruptedException {
        var wanted = new LinkedHashSet<String>();
        var queue = new ArrayDeque<>(names);
        while (!queue.isEmpty()) {
            var name = queue.remove();
            if (wanted.add(name)) {
                queue.addAll(libraries(name));
            }
        }
        for (var name : wanted) {
            addPackage(name);
        }
    }

    private static List<String> libraries(String name) throws IOException, InterruptedException {
        var depends = new ArrayList<String>();
        var output = CommandLine.run(null, List.of("apt-cache", "depends", "--important", name));
        for (var line : output.lines().toList()) {
            var words = line.strip().split("\\s+");
            // Alternatives are marked with a bar; their first one is what Debian prefers and comes first.
            if (words.length == 2
                    && (words[0].equals("Depends:") || words[0].equals("PreDepends:"))
                    && LIBRARY.matcher(words[1]).matches()
                    && !LEFT_OUT.contains(words[1])) {
                depends.add(words[1]);
            }
        }
        return depends;
    }

    /** From this machine's own files when the package is installed, else from Debian's archive. */
    private void addPackage(String name) throws IOException, InterruptedException {
        List<String> installed;
        try {
            installed =
                    CommandLine.run(null, List.of("dpkg", "-L", name)).lines().toList();
        } catch (IOException e) {
            download(name);
            return;
        }
        for (var path : installed) {
            var source = Path.of(path);
            if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS) || isUseless(path)) {
                continue;
            }
            var target = root.resolve(path.substring(1));
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(
                        source,
                        target,
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void download(String name) throws IOException, InterruptedException {
        var dir = Files.createTempDirectory(work, "deb");
        CommandLine.run(dir, List.of("apt-get", "download", "--quiet", name));
        Path deb;
        try (var files = Files.list(dir)) {
            deb = files.findFirst()
                    .orElseThrow(() -> new IOException("apt-get downloaded nothing for package " + name));
        }
        // Into a place of its own first: links among the directories must stay links.
        var unpacked = dir.resolve("files");
        CommandLine.run(dir, List.of("dpkg-deb", "--extract", deb.toString(), unpacked.toString()));
        Files.walkFileTree(unpacked, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var path = unpacked.relativize(file).toString();
                if (!isUseless("/" + path)) {
                    var target = root.resolve(path);
                    Files.createDirectories(target.getParent());
                    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isUseless(String path) {
        return path.startsWith("/usr/share/doc")
                || path.startsWith("/usr/share/man")
                || path.startsWith("/usr/share/locale")
                || path.startsWith("/usr/share/lintian")
                || path.startsWith("/usr/lib/x86_64-linux-gnu/gconv")
                || path.equals("/.");
    }

    /** The filesystem as an uncompressed layer; it goes with this object. */
    Path layer() throws IOException, InterruptedException {
        var layer = work.resolve("layer.tar");
        CommandLine.run(
                null,
                List.of(
                        "tar",
                        "--create",
                        "--file=" + layer,
                        "--directory=" + root,
                        "--sort=name",
                        "--mtime=@0",
                        "--owner=0",
                        "--group=0",
                        "--numeric-owner",
                        "."));
        return layer;
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(work);
    }
}
