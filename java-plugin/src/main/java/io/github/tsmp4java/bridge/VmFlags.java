package io.github.tsmp4java.bridge;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;

/**
 * Options that make the Java VM end or halt its process on a failure that the engine would survive. The trial of the engine
 * refuses them, wherever they were given. An option that ends the process as the VM starts ends the trial, and needs no
 * check here.
 */
final class VmFlags {
    private static final List<String> HARMFUL = List.of("ExitOnOutOfMemoryError", "CrashOnOutOfMemoryError",
            "SelfDestructTimer", "ShowMessageBoxOnError", "AbortVMOnException", "AbortVMOnSafepointTimeout",
            "AbortVMOnVMOperationTimeout", "AbortVMOnCompilationFailure", "AbortVMOnAOTCodeFailure", "MallocLimit");
    private static final Set<String> OFF = Set.of("", "false", "0", "0.0", "0.000000");

    private VmFlags() {}

    /** What one of them is set to, for the operator; null where none is, or where this VM cannot be asked. */
    static String harmful() {
        try {
            HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return HARMFUL.stream().map(name -> complaint(vm, name)).filter(each -> each != null).findFirst().orElse(null);
        } catch (RuntimeException | LinkageError e) {
            // A Java without the module jdk.management.
            return null;
        }
    }

    private static String complaint(HotSpotDiagnosticMXBean vm, String name) {
        VMOption option;
        try {
            option = vm.getVMOption(name);
        } catch (IllegalArgumentException e) {
            // Not in this version, or locked.
            return null;
        }
        boolean isSet = option.getOrigin() != VMOption.Origin.DEFAULT && !OFF.contains(option.getValue());
        return isSet ? "the option " + name + "=" + option.getValue() + " of the Java VM (from: " + option.getOrigin()
                + ") lets it end Traffic Server" : null;
    }
}
