package io.gantry.node.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings image archives into containerd, where no registry is needed: docker-save and OCI archives, compressed or not.
 *
 * <p>It drives {@code ctr}, which comes with every containerd and knows all forms of archives; images land in the namespace
 * of containerd's CRI plugin, under full names ({@code docker.io/library/busybox:latest}). The plugin hears of them by an
 * event, shortly after this has returned. Thread safe.
 */
public final class ImageImporter {
    private static final Pattern UNPACKED = Pattern.compile("(?m)^unpacking (\\S+) \\((sha256:[0-9a-f]{64})\\)");
    /** What {@code ctr} makes up when an archive does not name its image in full. */
    private static final Pattern MADE_UP = Pattern.compile("import-\\d{4}-\\d{2}-\\d{2}(?::(\\S+)|@\\S+)");

    private static final int READ_BYTES = 64 * 1024;

    private final Path socket;

    /** @param socket containerd's */
    public ImageImporter(Path socket) {
        this.socket = socket;
    }

    /**
     * Imports every image of an archive.
     *
     * @param name for an archive of one image: the name to give it, in addition to its own; {@code null} to go by the
     *     archive
     * @return the images' full names
     * @throws IOException with a message for the user: no such file, not an archive, no name
     */
    public List<String> importArchive(Path archive, @Nullable String name) throws IOException, InterruptedException {
        if (!Files.isReadable(archive)) {
            throw new IOException("cannot read image archive " + archive + ": "
                    + (Files.exists(archive) ? "no permission" : "no such file"));
        }
        String output;
        try (var input = open(archive)) {
            output = CommandLine.run(null, command(List.of("images", "import", "-")), input);
        } catch (IOException e) {
            throw new IOException(
                    archive + " is not an image archive of docker or OCI form that containerd can read: "
                            + e.getMessage(),
                    e);
        }
        var names = new ArrayList<String>();
        var found = UNPACKED.matcher(output);
        while (found.find()) {
            var given = found.group(1);
            var madeUp = MADE_UP.matcher(given);
            if (!madeUp.matches()) {
                names.add(tag(given, ImageName.normalise(given)));
                continue;
            }
            // An OCI archive may tell no more than a tag.
            var reference = madeUp.group(1);
            if (reference != null && (reference.contains("/") || reference.contains(":"))) {
                names.add(tag(given, ImageName.normalise(reference)));
            } else if (name != null) {
                tag(given, ImageName.normalise(name));
            } else {
                untag(given);
                throw new IOException(
                        "the archive " + archive + " does not name its image in full: give a name with --name");
            }
            untag(given);
        }
        if (name != null) {
            if (found.reset().results().count() != 1) {
                throw new IOException("the archive " + archive + " holds several images, so that no one name fits");
            }
            var full = ImageName.normalise(name);
            if (!names.isEmpty()) {
                tag(names.getFirst(), full);
            }
            names.add(full);
        }
        if (names.isEmpty()) {
            throw new IOException("the archive " + archive + " holds no image for this machine's platform: " + output);
        }
        return names.stream().distinct().toList();
    }

    /** All names of images, as containerd has them. */
    public List<String> list() throws IOException, InterruptedException {
        return ctr(List.of("images", "list", "-q")).lines().sorted().toList();
    }

    /** Removes one name, and with the last name the image. A name that is not there is no error. */
    public void remove(String name) throws IOException, InterruptedException {
        ctr(List.of("images", "remove", "--sync", ImageName.normalise(name)));
    }

    private String tag(String from, String to) throws IOException, InterruptedException {
        if (!from.equals(to)) {
            ctr(List.of("images", "tag", "--force", from, to));
        }
        return to;
    }

    private void untag(String name) throws IOException, InterruptedException {
        ctr(List.of("images", "remove", name));
    }

    private String ctr(List<String> arguments) throws IOException, InterruptedException {
        return CommandLine.run(null, command(arguments));
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<>(List.of("ctr", "--address", socket.toString(), "--namespace", "k8s.io"));
        command.addAll(arguments);
        return command;
    }

    /** The archive without gzip's compression, which {@code ctr} does not take off. */
    private static InputStream open(Path archive) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(archive), READ_BYTES);
        in.mark(2);
        var gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, READ_BYTES) : in;
    }
}
