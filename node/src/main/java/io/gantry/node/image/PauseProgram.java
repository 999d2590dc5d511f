package io.gantry.node.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The program that holds a pod's namespaces: it sleeps, reaps what is orphaned to it, and ends on SIGTERM or SIGINT.
 *
 * <p>Written as machine code so that no compiler, registry or architecture-specific file is needed: it blocks SIGINT, SIGTERM
 * and SIGCHLD and takes them one by one with {@code rt_sigtimedwait}, which works for process 1 too, whose unblocked signals
 * without a handler the kernel drops. System call numbers are those of Linux's tables for the two architectures.
 */
final class PauseProgram {
    private static final HexFormat HEX = HexFormat.of();
    /** Bits of SIGINT (2), SIGTERM (15) and SIGCHLD (17) in a signal set: 1 << number - 1, together 0x14002. */
    private static final String X86_64 =
            // start: push the signal set; rt_sigprocmask(SIG_BLOCK, sp, null, 8)
            "6802400100" + "41ba08000000" + "31d2" + "4889e6" + "31ff" + "b80e000000" + "0f05"
                    // wait: rt_sigtimedwait(sp, null, null, 8)
                    + "41ba08000000" + "31d2" + "31f6" + "4889e7" + "b880000000" + "0f05"
                    // SIGCHLD: to reap; negative (interrupted): to wait; else exit(0)
                    + "83f811" + "740d" + "85c0" + "78e3" + "31ff" + "b83c000000" + "0f05"
                    // reap: wait4(-1, null, WNOHANG, null); again while it finds one, then to wait
                    + "4531d2" + "ba01000000" + "31f6" + "48c7c7ffffffff" + "b83d000000" + "0f05" + "85c0" + "7fe4"
                    + "ebbc";

    /** The same, one instruction a word. */
    private static final int[] AARCH64 = {
        0xd2880040,
        0xf2a00020,
        0xf81f0fe0, // x0 = 0x14002; push it
        0xd2800000,
        0x910003e1,
        0xd2800002,
        0xd2800103,
        0xd28010e8,
        0xd4000001, // rt_sigprocmask(0, sp, 0, 8)
        0x910003e0,
        0xd2800001,
        0xd2800002,
        0xd2800103,
        0xd2801128,
        0xd4000001, // wait: rt_sigtimedwait(sp, 0, 0, 8)
        0x7100441f,
        0x540000a0,
        0x37ffff00, // 17: to reap; negative: to wait
        0xd2800000,
        0xd2800ba8,
        0xd4000001, // exit(0)
        0x92800000,
        0xd2800001,
        0xd2800022,
        0xd2800003,
        0xd2802088,
        0xd4000001, // reap: wait4(-1, 0, WNOHANG, 0)
        0x7100001f,
        0x54ffff2c,
        0x17ffffec // found one: again; else to wait
    };

    private static final long LOAD_ADDRESS = 0x400000;
    private static final int HEADERS_BYTES = 64 + 56;
    private static final short MACHINE_X86_64 = 62;
    private static final short MACHINE_AARCH64 = 183;

    private PauseProgram() {}

    /**
     * A complete static ELF executable.
     *
     * @param architecture {@code amd64} or {@code arm64}, as images name it
     */
    static byte[] elf(String architecture) {
        return switch (architecture) {
            case "amd64" -> elf(MACHINE_X86_64, HEX.parseHex(X86_64));
            case "arm64" -> {
                var code = ByteBuffer.allocate(AARCH64.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (var word : AARCH64) {
                    code.putInt(word);
                }
                yield elf(MACHINE_AARCH64, code.array());
            }
            default ->
                throw new IllegalArgumentException(
                        "the pause program is written for amd64 and arm64, not for " + architecture);
        };
    }

    /** ELF header, one program header that loads the whole file as code, the code. */
    private static byte[] elf(short machine, byte[] code) {
        var file = ByteBuffer.allocate(HEADERS_BYTES + code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0); // 64 bit, little endian, System V
        file.putShort((short) 2).putShort(machine).putInt(1); // executable
        file.putLong(LOAD_ADDRESS + HEADERS_BYTES).putLong(64).putLong(0).putInt(0); // entry, program headers at 64
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1); // one program header
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0); // no sections
        file.putInt(1).putInt(5).putLong(0); // load, read and execute, from the file's start
        file.putLong(LOAD_ADDRESS).putLong(LOAD_ADDRESS);
        file.putLong(HEADERS_BYTES + code.length).putLong(HEADERS_BYTES + code.length);
        file.putLong(0x1000);
        file.put(code);
        return file.array();
    }
}
