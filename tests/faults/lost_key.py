"""The key file of a device is gone or cut short: every command still answers, the device says that it is not enrolled and
keeps its cases and its queue; enrolled with a new code it goes on, and every complaint is at head office once."""
import os
import shutil

from machines import Ground, acknowledged, check, intake, missing, verifies


def lose(ground, name, how):
    key = ground.path(name + "/device.key")
    os.remove(key) if how == "removed" else os.truncate(key, 20)


def starts(ground, name, what):
    for command, code in (("init", 0), ("status", 0), ("verify", 0), ("capture", 78), ("doctor", 1)):
        done = ground.kiosk(command, name, text=intake("没有钥匙"))
        check(done.returncode == code, f"{what}: {command} ended with {done.returncode}: {done.stderr.decode()}")
    check(b"not enrolled" in done.stdout, f"{what}: doctor says {done.stdout.decode()}")
    check(not [n for n in os.listdir(ground.path(name)) if n.startswith("damaged-")], f"{what}: a whole database was set aside")


def told(ground):
    """Codes at head office, one a complaint."""
    return sorted(line.split(",")[0].strip('"') for line in ground.office("cases", "--format", "csv").stdout.decode().splitlines()[1:])


def unheard(ground):
    """The acknowledgement was lost before the key was: the same numbers come again under new names, head office takes it for a
    copy and asks for one more enrolment. A nuisance; nothing is lost and nothing is there twice."""
    name, before = "unheard", told(ground)
    ground.enrol(name)
    sent = acknowledged(ground.kiosk("capture", name, text=intake("没听到回答") * 3))
    shutil.copytree(ground.path(name), ground.path("as-before"))
    check(ground.kiosk("sync", name, "--once").returncode == 0, f"{name}: sync")
    shutil.rmtree(ground.path(name))
    os.rename(ground.path("as-before"), ground.path(name))
    lose(ground, name, "removed")
    for enrolments in (1, 2):
        ground.enrol(name)
        if ground.kiosk("sync", name, "--once").returncode == 0 and b"exists twice" not in ground.kiosk("doctor", name).stdout:
            break
    check(enrolments == 2, f"{name}: {enrolments} enrolments")
    after = acknowledged(ground.kiosk("capture", name, text=intake("以后的") * 2))
    check(ground.kiosk("sync", name, "--once").returncode == 0, f"{name}: sync after it")
    check(told(ground) == sorted(before + sent + after), f"{name}: head office does not have every complaint once")
    check(not missing(ground, name, sent + after) and verifies(ground, name), f"{name}: cases or verify")


with Ground() as ground:
    ground.start_office()
    for how in ("removed", "cut short"):
        for role in ("kiosk", "counter"):
            name = f"{role} {how}".replace(" ", "-")
            before = told(ground)
            ground.enrol(name, role)
            sent = acknowledged(ground.kiosk("capture", name, text=intake("送到了") * 5))
            check(ground.kiosk("sync", name, "--once").returncode == 0, f"{name}: sync")
            waiting = acknowledged(ground.kiosk("capture", name, text=intake("还没送", "13900001111") * 4))
            lose(ground, name, how)
            starts(ground, name, name)
            check(not missing(ground, name, sent + waiting), f"{name}: cases are gone")
            ground.enrol(name, role)
            after = acknowledged(ground.kiosk("capture", name, text=intake("以后的") * 3))
            check(len(sent + waiting + after) == 12, f"{name}: capture")
            done = ground.kiosk("sync", name, "--once")
            check(done.returncode == 0, f"{name}: sync after it: {done.stdout.decode()} {done.stderr.decode()}")
            check(told(ground) == sorted(before + sent + waiting + after), f"{name}: head office does not have every complaint once")
            check(not missing(ground, name, sent + waiting + after) and verifies(ground, name), f"{name}: cases or verify")
    unheard(ground)
    check(ground.office("verify").returncode == 0, "head office verifies")
    print("4 lost keys: each device was enrolled anew, every complaint is at head office once")
