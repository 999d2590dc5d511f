package io.gantry.program;

import io.gantry.node.image.DebianImage;
import io.gantry.node.image.ImageImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The images of this machine's node, through its containerd, which runs on while Gantry itself is down. */
public final class Images {
    private final ImageImporter importer;

    public Images(Layout layout) {
        var socket = NodePlaces.containerd(layout).socket();
        if (!Files.exists(socket)) {
            throw new UserError("The node of " + layout.dataDirectory() + " does not run, so that its images cannot be"
                    + " reached. Start it with gantry up.");
        }
        importer = new ImageImporter(socket);
    }

    /** Loads a docker or OCI archive and returns the names it brought. */
    public List<String> load(Path archive) throws IOException, InterruptedException {
        if (!Files.isReadable(archive)) {
            throw new UserError(
                    "There is no file " + archive + " that can be read. Give the path of a docker or OCI image"
                            + " archive, such as docker save writes.");
        }
        try {
            return importer.importArchive(archive, null);
        } catch (IOException e) {
            throw new UserError(archive + " cannot be imported: " + e.getMessage(), e);
        }
    }

    /** Makes one of the images that {@link DebianImage} knows, loads it and returns its name. */
    public String make(String name) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("gantry-image");
        var archive = directory.resolve("image.tar");
        try {
            DebianImage.write(name, archive);
            return String.join(", ", importer.importArchive(archive, null));
        } catch (IOException e) {
            throw new UserError("The image " + name + " cannot be made: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(directory);
        }
    }

    /** The images' names; containerd keeps each under its digest too. */
    public List<String> list() throws IOException, InterruptedException {
        return importer.list().stream()
                .filter(name -> !name.startsWith("sha256:"))
                .toList();
    }
}
