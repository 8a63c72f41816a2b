#!/usr/bin/env python3
"""The lines of docs/scale.md for a Slurm array, run by Slurm itself: a cluster of one node, which is this machine.

Run by hand, as root, on Debian with `apt-get install slurm-wlm munge`; docs/scale.md has what it printed:

    CHARTER_CHECK=build/ci/charter-check python3 tests/docs/run_slurm.py

Daemons have a configuration, a key and a socket of their own in a new folder, and are stopped at the end.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(os.environ.get("CHARTER_CHECK", "charter-check"))
os.environ["CHARTER_CHECK"] = PROGRAM

import test_scale  # noqa: E402

TASKS, USES = 200, 3000
NODE = socket.gethostname().split(".")[0]

CONFIGURATION = """\
ClusterName=one
SlurmctldHost={node}
SlurmUser=root
AuthInfo=socket={folder}/munge.socket
CryptoType=crypto/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1
NodeName={node} CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes={node} Default=YES MaxTime=INFINITE State=UP
"""


class Cluster:
    """munged, slurmctld and slurmd, in `folder`."""

    def __init__(self, folder):
        self.folder, self.running = folder, []
        for name in ("state", "spool", "munge"):
            os.makedirs(os.path.join(folder, name), mode=0o700)
        for name, text in (("slurm.conf", CONFIGURATION.format(node=NODE, folder=folder, cpus=os.cpu_count())),
                           ("cgroup.conf", "CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        with open(os.path.join(folder, "munge", "key"), "wb") as file:
            file.write(os.urandom(1024))
        os.chmod(os.path.join(folder, "munge", "key"), 0o400)
        os.environ["SLURM_CONF"] = os.path.join(folder, "slurm.conf")

    def begin(self, *words):
        log = open(os.path.join(self.folder, os.path.basename(words[0]) + ".out"), "wb")
        self.running.append(subprocess.Popen(words, stdout=log, stderr=log))

    def start(self):
        at = os.path.join(self.folder, "munge")
        self.begin("munged", "--foreground", "--force", f"--key-file={at}/key", f"--socket={self.folder}/munge.socket",
                   f"--log-file={at}/log", f"--pid-file={at}/pid", f"--seed-file={at}/seed")
        wait_for("munge's socket", lambda: os.path.exists(f"{self.folder}/munge.socket"))
        self.begin("slurmctld", "-D")
        self.begin("slurmd", "-D", "-N", NODE)
        wait_for("the node", lambda: "idle" in said("sinfo", "-h", "-o", "%T"))

    def stop(self):
        for process in reversed(self.running):
            process.terminate()
            process.wait()


def said(*words):
    return subprocess.run(words, text=True, capture_output=True, check=False).stdout


def wait_for(what, holds, seconds=300):
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            sys.exit(f"run_slurm: {what} did not come within {seconds} seconds")
        time.sleep(0.2)


class Array(test_scale.Slurm):
    """The stand-in's two tests, with Slurm's own `sbatch`; jobs are waited for."""

    last = 0  # the number of the last job of the test before

    def setUp(self):
        test_scale.Scale.setUp(self)
        task, self.submit = test_scale.section("A Slurm array")
        self.write("work/audit.sbatch", task)
        uses = test_scale.sound(USES)
        for number in range(1, TASKS + 1):
            self.write(f"work/register/{number}.yaml", "".join("---\n" + text for text in uses[number - 1::TASKS]))

    def jobs(self):
        """The state of each job and how many tasks are in it, as Slurm tells them."""
        states = {}
        for record in said("scontrol", "-o", "show", "job").splitlines():
            if int(re.match(r"JobId=(\d+)", record).group(1)) <= Array.last:
                continue
            name = re.search(r"JobName=(\S+)", record).group(1)
            state = re.search(r"JobState=(\S+) Reason=(\S+)", record)
            key = (name, state.group(1) + (f" ({state.group(2)})" if state.group(2) != "None" else ""))
            states[key] = states.get(key, 0) + 1
        return states

    def submit_and_wait(self):
        environment = {**os.environ, "PATH": f"{self.path('bin')}:{os.environ['PATH']}"}
        done = subprocess.run(["bash", "-ec", self.submit], cwd=self.path("work"), env=environment, text=True,
                              capture_output=True, check=True)
        number = done.stdout.split()[-1]
        wait_for("the jobs", lambda: re.search("JobState=(COMPLETED|FAILED|CANCELLED)|Reason=DependencyNeverSatisfied",
                                               said("scontrol", "-o", "show", "job", number)))
        for (name, state), count in sorted(self.jobs().items()):
            print(f"{count:4} {name}: {state}")
        said("scancel", number)
        Array.last = max(int(one) for one in re.findall(r"JobId=(\d+)", said("scontrol", "-o", "show", "job")))

    def test_an_array_and_what_depends_on_it(self):
        print(f"{TASKS} tasks, {len(test_scale.sound(USES))} declarations:")
        self.submit_and_wait()
        self.assertEqual(len(self.parts("parts/*.json")), TASKS)
        self.check_page("register")
        print("     audit.html is that of one audit, byte for byte")

    def test_nothing_is_merged_where_a_task_failed(self):
        os.remove(self.path("work", "register", "3.yaml"))
        print("Without one of the files:")
        self.submit_and_wait()
        self.assertFalse(os.path.exists(self.path("work", "audit.html")))
        print("     nothing was merged")


def main():
    if os.geteuid() != 0 or shutil.which("slurmctld") is None or shutil.which("munged") is None:
        sys.exit("run_slurm: run it as root, with the Debian packages slurm-wlm and munge")
    folder = tempfile.mkdtemp(prefix="charter-slurm-")
    cluster = Cluster(folder)
    good = False
    try:
        cluster.start()
        print(said("sinfo", "--version").strip(), "on", said("sinfo", "-h", "-o", "%D node, %c CPUs").strip(), flush=True)
        tests = test_scale.unittest.defaultTestLoader.loadTestsFromTestCase(Array)
        good = test_scale.unittest.TextTestRunner(stream=sys.stdout).run(tests).wasSuccessful()
    finally:
        cluster.stop()
        if good:
            shutil.rmtree(folder)
        else:
            print("the logs are in", folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
