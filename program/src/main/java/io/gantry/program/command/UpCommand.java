package io.gantry.program.command;

import io.gantry.program.ApiOptions;
import io.gantry.program.Cidr;
import io.gantry.program.Settings;
import io.gantry.server.api.ObservationOptions;
import io.gantry.server.tracing.TracingFile;
import io.gantry.server.tracing.TracingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Starts the cluster in this process, or with {@code --detach} in one of its own. */
@Command(name = "up", description = "Start the cluster on this machine.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Mixin
    private final AccessFlags access = new AccessFlags();

    @Mixin
    private final EncryptionFlags encryption = new EncryptionFlags();

    @Mixin
    private final AuditFlags audit = new AuditFlags();

    @Mixin
    private final FlowFlags flow = new FlowFlags();

    @Option(
            names = "--tracing-config-file",
            paramLabel = "FILE",
            description = "Send spans of requests as this TracingConfiguration of apiserver.config.k8s.io says.")
    private @Nullable Path tracingFile;

    @Option(names = "--detach", description = "Return once the cluster is ready and leave it running.")
    private boolean detach;

    @Option(names = "--no-node", description = "Run the control plane alone: needs no root and starts no containers.")
    private boolean noNode;

    @Option(names = "--port", paramLabel = "PORT", description = "The API server's port. Default: 6443")
    private @Nullable Integer port;

    @Option(names = "--node-name", paramLabel = "NAME", description = "This node's name. Default: the host's name")
    private @Nullable String nodeName;

    @Option(
            names = "--pod-cidr",
            paramLabel = "CIDR",
            converter = CidrConverter.class,
            description = "The pods' addresses. Default: 10.244.0.0/16")
    private @Nullable Cidr podCidr;

    @Option(
            names = "--service-cidr",
            paramLabel = "CIDR",
            converter = CidrConverter.class,
            description = "The services' addresses. Default: 10.96.0.0/16")
    private @Nullable Cidr serviceCidr;

    @Option(names = "--verbose", description = "Log what is done in detail.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var asked = new Settings.Asked(port, !noNode, nodeName, podCidr, serviceCidr);
        var observation = new ObservationOptions(audit.load(), tracing());
        return new Up(new UpOptions(
                        data.layout(),
                        asked,
                        new ApiOptions(access.load(), observation, flow.load(), encryption.load()),
                        detach,
                        verbose))
                .run();
    }

    private @Nullable TracingOptions tracing() {
        return tracingFile == null ? null : FlagFiles.read("--tracing-config-file", tracingFile, TracingFile::read);
    }

    static final class CidrConverter implements ITypeConverter<Cidr> {
        @Override
        public Cidr convert(String value) {
            try {
                return Cidr.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
